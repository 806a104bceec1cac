using DeploymentFlex.TestSupport.Faults;
using Microsoft.AspNetCore.Http;

namespace DeploymentFlex.Layers.Tests.Vectors.StandIns;

/// <summary>What befalls a service that only a stand-in can be had of.</summary>
public abstract class StandInOutages
{
    [Fact]
    public async Task A_service_that_is_gone()
    {
        await using var server = Create();
        await RunAsync(server, new("gone", OutageEffect.Total, server.StopAsync, server.StartAsync));
    }

    [Fact]
    public async Task A_service_that_answers_nothing()
    {
        await using var server = Create();
        await RunAsync(server, server.Befalls("answers nothing", OutageEffect.Total, static context => Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted)));
    }

    [Fact]
    public async Task A_service_that_answers_by_halves()
    {
        await using var server = Create();
        await RunAsync(server, server.Befalls("answers by halves", OutageEffect.Total, static async context =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.WriteAsync("""{"result":{"points":[{"id":""", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            context.Abort();
        }));
    }

    [Fact]
    public async Task A_service_that_is_overloaded()
    {
        await using var server = Create();
        await RunAsync(server, server.Befalls("overloaded", OutageEffect.Total, static context =>
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return context.Response.CompleteAsync();
        }));
    }

    [Fact]
    public async Task A_slow_service_is_not_down()
    {
        await using var server = Create();
        await using var line = new SlowLine("127.0.0.1", server.Port);
        await RunAsync(server, Outage.Slow(line, TimeSpan.FromMilliseconds(20)), $"http://127.0.0.1:{line.Port}");
    }

    private protected abstract SpecifiedServer Create();

    /// <summary>The provider, and what it is set to when the service is at an address.</summary>
    private protected abstract (string Provider, (string Name, string Value)[] Settings) Describe(string address);

    private async Task RunAsync(SpecifiedServer server, Outage outage, string? address = null)
    {
        await server.StartAsync(TestContext.Current.CancellationToken);
        var (provider, settings) = Describe(address ?? server.Address);
        await new VectorsOutage(provider, settings).RunAsync(outage);
    }
}
