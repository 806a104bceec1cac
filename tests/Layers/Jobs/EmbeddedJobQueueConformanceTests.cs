using DeploymentFlex.Conformance.Jobs;
using DeploymentFlex.Conformance.Table;
using DeploymentFlex.Jobs;

namespace DeploymentFlex.Layers.Tests.Jobs;

[Conforms(Layer.Jobs, "embedded")]
public sealed class EmbeddedJobQueueConformanceTests : JobQueueConformance, IAsyncDisposable
{
    private readonly EmbeddedJobQueueFixture _fixture = new();

    protected override IJobQueue Queue => _fixture.Queue;

    protected override DateTimeOffset Now => _fixture.Time.GetUtcNow();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    protected override Task PassAsync(TimeSpan time)
    {
        _fixture.Time.Advance(time);
        return Task.CompletedTask;
    }

    protected override Task ReopenAsync() => _fixture.ReopenAsync();
}
