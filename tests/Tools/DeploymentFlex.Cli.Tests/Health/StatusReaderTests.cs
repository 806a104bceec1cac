using DeploymentFlex.Cli.Health;
using DeploymentFlex.Cli.Run;

namespace DeploymentFlex.Cli.Tests.Health;

public sealed class StatusReaderTests
{
    [Fact]
    public async Task A_server_that_speaks_no_http_is_shown_as_the_AppHost_tells_it()
    {
        using var client = new HttpClient();
        var server = new RunResource { Name = "cache", Type = "executable", State = "Running", Health = "Healthy", Pid = 1, Urls = ["tcp://localhost:6379"] };

        var status = await new StatusReader(new HealthReader(client)).ReadAsync(new RunState(), [server], TestContext.Current.CancellationToken);

        var cache = status.Services.ShouldHaveSingleItem();
        cache.Health.ShouldBe("Healthy");
        cache.Layers.ShouldBeEmpty();
    }
}
