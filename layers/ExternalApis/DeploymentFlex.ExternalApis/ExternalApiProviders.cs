using DeploymentFlex.ExternalApis;
using DeploymentFlex.ExternalApis.Production;
using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Isolation;
using DeploymentFlex.Layers.Providers;
using Microsoft.Extensions.DependencyInjection;

[assembly: ProviderModule<ExternalApiProviders>]

namespace DeploymentFlex.ExternalApis;

/// <summary>The providers of the layer of external APIs: <c>production</c>, <c>mock</c> and <c>noop</c>.</summary>
internal sealed class ExternalApiProviders : IProviderModule
{
    public static void AddProviders(ProviderRegistry registry) => registry
        .Add<IExternalApi>(Layer.ExternalApis, ProductionExternalApi.Name, new Promise(Durability.None, Reach.Cluster), static (services, context) =>
        {
            var options = context.Bind<ProductionExternalApiOptions>();
            options.Require(context);
            return new ProductionExternalApi(options, services.GetRequiredService<ConnectGuard>().Protect(new SocketsHttpHandler()), services.GetRequiredService<TimeProvider>());
        })
        .Add<IExternalApi>(Layer.ExternalApis, MockExternalApi.Name, new Promise(Durability.None, Reach.Process), static (_, context) =>
            new MockExternalApi(context.Bind<MockExternalApiOptions>()))
        .Add<IExternalApi>(Layer.ExternalApis, NoopExternalApi.Name, new Promise(Durability.None, Reach.Process), static (_, _) => new NoopExternalApi());
}
