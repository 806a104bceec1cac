using DeploymentFlex.Conformance.Jobs;
using DeploymentFlex.Conformance.Table;
using DeploymentFlex.Conformance.Time;
using DeploymentFlex.Jobs;
using DeploymentFlex.Jobs.RabbitMQ;
using DeploymentFlex.TestSupport;

namespace DeploymentFlex.Layers.Tests.Jobs.RabbitMQ;

[Collection(RabbitMqShared.Name)]
[Conforms<RabbitMqServer>(Layer.Jobs, "rabbitmq")]
public sealed class RabbitMqJobQueueConformanceTests(RabbitMqFixture server) : JobQueueConformance, IAsyncLifetime
{
    private readonly RabbitMqOptions _options = server.CreateOptions();
    private readonly ManualTime _time = new();
    private RabbitMqJobQueue? _queue;

    protected override IJobQueue Queue => _queue!;

    protected override DateTimeOffset Now => _time.GetUtcNow();

    public async ValueTask InitializeAsync() => _queue = await RabbitMqFixture.OpenAsync(_options, _time);

    public ValueTask DisposeAsync() => _queue!.DisposeAsync();

    protected override Task PassAsync(TimeSpan time)
    {
        _time.Advance(time);
        return Task.CompletedTask;
    }

    protected override async Task ReopenAsync()
    {
        await _queue!.DisposeAsync();
        _queue = await RabbitMqFixture.OpenAsync(_options, _time);
    }
}
