using DeploymentFlex.Conformance.Jobs;
using DeploymentFlex.Conformance.Time;
using DeploymentFlex.Jobs;

namespace DeploymentFlex.Layers.Tests.Jobs;

/// <summary>A queue on a server, which the test opens again and whose clock it moves.</summary>
public abstract class ServedJobQueueConformance<TQueue> : JobQueueConformance, IAsyncLifetime
    where TQueue : class, IJobQueue, IAsyncDisposable
{
    private readonly ManualTime _time = new();
    private TQueue? _queue;

    protected override IJobQueue Queue => _queue!;

    protected override DateTimeOffset Now => _time.GetUtcNow();

    public async ValueTask InitializeAsync() => _queue = await OpenAsync(_time);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _queue!.DisposeAsync();
    }

    /// <summary>Another instance, on the same queue.</summary>
    protected abstract Task<TQueue> OpenAsync(TimeProvider time);

    protected override Task PassAsync(TimeSpan time)
    {
        _time.Advance(time);
        return Task.CompletedTask;
    }

    protected override async Task ReopenAsync()
    {
        await _queue!.DisposeAsync();
        _queue = await OpenAsync(_time);
    }
}
