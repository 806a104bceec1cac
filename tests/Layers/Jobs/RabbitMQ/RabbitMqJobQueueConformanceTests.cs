using DeploymentFlex.Conformance.Table;
using DeploymentFlex.Jobs.RabbitMQ;
using DeploymentFlex.TestSupport;

namespace DeploymentFlex.Layers.Tests.Jobs.RabbitMQ;

[Collection(RabbitMqShared.Name)]
[Conforms<RabbitMqServer>(Layer.Jobs, "rabbitmq")]
public sealed class RabbitMqJobQueueConformanceTests(RabbitMqFixture server) : ServedJobQueueConformance<RabbitMqJobQueue>
{
    private readonly RabbitMqOptions _options = server.CreateOptions();

    protected override Task<RabbitMqJobQueue> OpenAsync(TimeProvider time) => RabbitMqFixture.OpenAsync(_options, time);
}
