namespace DeploymentFlex.Layers.Tests.Jobs.RabbitMQ;

/// <summary>One server for several classes: it takes seconds to start.</summary>
[CollectionDefinition(Name)]
public sealed class RabbitMqShared : ICollectionFixture<RabbitMqFixture>
{
    public const string Name = "RabbitMQ";
}
