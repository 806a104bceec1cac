using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using DeploymentFlex.Hosting.Servers;
using DeploymentFlex.Layers;

namespace DeploymentFlex.Hosting.Realizations;

/// <summary>The jobs service's own queue, the database of the data layer, or a server that <c>Realize:Jobs:Server</c> names.</summary>
internal static class JobsRealizations
{
    private const string Redis = "redis";
    private const string RabbitMq = "rabbitmq";
    private const string Postgres = "postgres";

    public static LayerRealizations All { get; } = new(Layer.Jobs,
    [
        CommonRealizations.Embedded("embedded"),
        new(Realization.Data, static (_, _) => null) { Chain = [Postgres] },
        new(Realization.Installed, static (deployment, name) =>
            deployment.Choose(Layer.Jobs, Redis, (Redis, RedisServer.AddQueue), (RabbitMq, RabbitMqServer.Add))(deployment, name)) { ChooseChain = Either(Redis, RabbitMq) },
        new(Realization.Container, static (deployment, name) =>
            deployment.Choose(Layer.Jobs, Redis, (Redis, AddRedis), (RabbitMq, AddRabbitMq))(deployment, name)) { ChooseChain = Either(Redis, RabbitMq) },
        CommonRealizations.Existing with { ChooseChain = Either(Redis, RabbitMq, Postgres) },
    ])
    {
        OnPremises = (Realization.Data, Realization.Data),
        Saas = (Realization.Data, Realization.Data),
    };

    private static Func<Deployment, IReadOnlyList<string>> Either(params string[] servers) =>
        deployment => [deployment.Choose(Layer.Jobs, Redis, [.. servers.Select(static server => (server, server))])];

    // Its command is one text for a shell. What it keeps must be on the disk when it is acknowledged.
    private static IResourceBuilder<IResourceWithConnectionString> AddRedis(Deployment deployment, string name) =>
        deployment.Builder.AddRedis(name).WithDataVolume()
            .WithArgs(static context => context.Args[^1] = $"{context.Args[^1]} --appendonly yes --appendfsync always");

    private static IResourceBuilder<IResourceWithConnectionString> AddRabbitMq(Deployment deployment, string name) =>
        deployment.Builder.AddRabbitMQ(name).WithDataVolume();
}
