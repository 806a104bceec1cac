using DeploymentFlex.Conformance.Jobs;
using DeploymentFlex.Conformance.Table;
using DeploymentFlex.Conformance.Time;
using DeploymentFlex.Jobs;
using DeploymentFlex.Jobs.Postgres;
using DeploymentFlex.TestSupport;

namespace DeploymentFlex.Layers.Tests.Jobs.Postgres;

[Conforms<PostgresServer>(Layer.Jobs, "postgres")]
public sealed class PostgresJobQueueConformanceTests(PostgresJobFixture server) : JobQueueConformance, IClassFixture<PostgresJobFixture>, IAsyncLifetime
{
    private readonly PostgresJobOptions _options = server.CreateOptions();
    private readonly ManualTime _time = new();
    private PostgresJobQueue? _queue;

    protected override IJobQueue Queue => _queue!;

    protected override DateTimeOffset Now => _time.GetUtcNow();

    public async ValueTask InitializeAsync() => _queue = await PostgresJobFixture.OpenAsync(_options, _time);

    public ValueTask DisposeAsync() => _queue!.DisposeAsync();

    protected override Task PassAsync(TimeSpan time)
    {
        _time.Advance(time);
        return Task.CompletedTask;
    }

    protected override async Task ReopenAsync()
    {
        await _queue!.DisposeAsync();
        _queue = await PostgresJobFixture.OpenAsync(_options, _time);
    }
}
