using DeploymentFlex.Jobs.RabbitMQ;
using DeploymentFlex.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace DeploymentFlex.Layers.Tests.Jobs.RabbitMQ;

/// <summary>One server, and a queue of its own for each.</summary>
public sealed class RabbitMqFixture : IAsyncLifetime
{
    private RabbitMqServer? _server;

    // Skips the test that asks for it where it is not installed.
    private RabbitMqServer Server => _server ??= new RabbitMqServer();

    public async ValueTask InitializeAsync()
    {
        if (RabbitMqServer.IsInstalled)
        {
            await Server.StartAsync(TestContext.Current.CancellationToken);
        }
    }

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    public RabbitMqOptions CreateOptions(ushort prefetch = ushort.MaxValue) =>
        new() { Url = Server.Url(), Queue = $"jobs-{Guid.NewGuid():N}", Prefetch = prefetch };

    /// <summary>A queue that this instance works on.</summary>
    public static async Task<RabbitMqJobQueue> OpenAsync(RabbitMqOptions options, TimeProvider time)
    {
        var queue = new RabbitMqJobQueue(options, time, NullLogger.Instance);
        await queue.ProbeAsync(TestContext.Current.CancellationToken);
        return queue;
    }
}
