using DeploymentFlex.ExternalApis;
using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Providers;

[assembly: ProviderModule<ExternalApiProviders>]

namespace DeploymentFlex.ExternalApis;

/// <summary>The embedded provider of the layer of external APIs: <c>mock</c>.</summary>
internal sealed class ExternalApiProviders : IProviderModule
{
    public static void AddProviders(ProviderRegistry registry) =>
        registry.Add<IExternalApi>(Layer.ExternalApis, "mock", new Promise(Durability.None, Reach.Process), static (_, context) =>
            new MockExternalApi(context.Bind<MockExternalApiOptions>()));
}
