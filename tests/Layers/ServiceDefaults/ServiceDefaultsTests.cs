using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DeploymentFlex.Cache;
using DeploymentFlex.Layers.Health;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace DeploymentFlex.Layers.Tests.ServiceDefaults;

public class ServiceDefaultsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task A_layer_that_nobody_serves_is_503_with_what_to_do(string environment)
    {
        await using var host = await ServiceHost.StartInAsync(environment, static app => app.MapGet("/", string () =>
            throw new LayerUnavailableException("Files", "The layer files is not available: s3 did not answer.", TimeSpan.FromSeconds(5))));
        using var response = await host.Client.GetAsync("/", Token);
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(5));
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await response.Content.ReadAsStringAsync(Token)).ShouldContain("s3 did not answer");
    }

    [Fact]
    public async Task An_error_nobody_expected_is_500_and_tells_no_secret()
    {
        await using var host = await ServiceHost.StartAsync(static app => app.MapGet("/", string () =>
            throw new InvalidOperationException("password=CANARY")));
        using var response = await host.Client.GetAsync("/", Token);
        response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        var body = await response.Content.ReadAsStringAsync(Token);
        body.ShouldNotContain("CANARY");
        JsonDocument.Parse(body).RootElement.TryGetProperty("traceId", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task A_body_that_is_no_json_is_400_and_says_where()
    {
        await using var host = await ServiceHost.StartAsync(static app => app.MapPost("/", static (Dictionary<string, int> body) => Results.Ok(body)));
        using var content = new StringContent("{\"a\": \"b\"}", mediaType: new("application/json"));
        using var response = await host.Client.PostAsync("/", content, Token);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync(Token)).ShouldContain("$.a");
    }

    [Fact]
    public async Task A_fallback_is_said_in_a_header()
    {
        await using var host = await ServiceHost.StartAsync(
            static app => app.MapGet("/", static async (ICache cache) => await cache.RemoveAsync("k", default)),
            ("Layers:Cache:Chain", "chaos,memory"),
            ("Layers:Cache:chaos:Failures", "1"));
        using var response = await host.Client.GetAsync("/", Token);
        response.Headers.GetValues("X-Degraded").ShouldBe(["cache=memory"]);
    }

    [Fact]
    public async Task Health_tells_details_to_operators_alone()
    {
        await using var host = await ServiceHost.StartAsync(
            static _ => { },
            ("Deployment:Mode", "hybrid"), ("Layers:Cache:Chain", "memory"), ("Management:ApiKey", "the-key"));
        (await ReadHealthAsync(host, key: null)).Layers.ShouldBeEmpty();
        (await ReadHealthAsync(host, key: "wrong")).Layers.ShouldBeEmpty();
        (await ReadHealthAsync(host, key: "the-key")).Layers.ShouldContain(layer => layer.Layer == "cache" && layer.Active == "memory");
    }

    [Fact]
    public async Task Alive_and_ready_answer()
    {
        await using var host = await ServiceHost.StartAsync(static _ => { });
        (await host.Client.GetStringAsync("/alive", Token)).ShouldBe("alive");
        (await host.Client.GetStringAsync("/ready", Token)).ShouldBe("ready");
    }

    private static async Task<HealthReport> ReadHealthAsync(ServiceHost host, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health");
        if (key is not null)
        {
            request.Headers.Add(ManagementKey.Header, key);
        }

        using var response = await host.Client.SendAsync(request, Token);
        return (await response.Content.ReadFromJsonAsync(HealthJson.Default.HealthReport, Token))!;
    }
}
