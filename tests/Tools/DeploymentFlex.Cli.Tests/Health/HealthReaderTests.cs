using System.Net;
using DeploymentFlex.Cli.Health;

namespace DeploymentFlex.Cli.Tests.Health;

public class HealthReaderTests
{
    [Fact]
    public async Task An_unhealthy_service_is_read_as_well()
    {
        using var client = Answering(HttpStatusCode.ServiceUnavailable, """
            { "service": "cases", "mode": "development", "status": "unhealthy",
              "layers": [ { "layer": "data", "required": true, "active": null, "since": "2026-11-20T10:00:00Z", "degraded": false,
                "chain": [ { "provider": "sqlite", "state": "open", "promise": { "durability": "disk" }, "calls": 3, "failures": 3,
                  "lastError": { "at": "2026-11-20T10:00:00Z", "kind": "IOException", "message": "disk full" }, "lastProbe": null } ] } ] }
            """);

        var health = await new HealthReader(client).ReadAsync("http://localhost:5101", TestContext.Current.CancellationToken);

        health!.Status.ShouldBe("unhealthy");
        health.Layers.ShouldHaveSingleItem().Chain.ShouldHaveSingleItem().LastError!.Message.ShouldBe("disk full");
    }

    [Fact]
    public async Task A_service_that_answers_something_else_has_no_health()
    {
        using var client = Answering(HttpStatusCode.NotFound, "<html>");

        (await new HealthReader(client).ReadAsync("http://localhost:5101", TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    [Fact]
    public async Task A_service_that_cannot_be_reached_has_no_health()
    {
        using var client = new HttpClient(new Answer(static () => throw new HttpRequestException("refused")));

        (await new HealthReader(client).ReadAsync("http://localhost:5101", TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    private static HttpClient Answering(HttpStatusCode status, string body) =>
        new(new Answer(() => new HttpResponseMessage(status) { Content = new StringContent(body) }));

    private sealed class Answer(Func<HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(answer());
    }
}
