using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Http;
using DeploymentFlex.Layers.Isolation;
using DeploymentFlex.Layers.Providers;
using DeploymentFlex.Vectors.Pinecone;
using Microsoft.Extensions.DependencyInjection;

[assembly: ProviderModule<PineconeProviders>]

namespace DeploymentFlex.Vectors.Pinecone;

/// <summary>The provider <c>pinecone</c> of the vectors layer.</summary>
internal sealed class PineconeProviders : IProviderModule
{
    public static void AddProviders(ProviderRegistry registry) => registry
        .Add<IVectorStore>(Layer.Vectors, "pinecone", new Promise(Durability.Replicated, Reach.Cluster), static (services, context) =>
        {
            var options = context.Bind<PineconeOptions>();
            var handler = services.GetRequiredService<ConnectGuard>().Protect(ServerHttp.CreateHandler(options.CaFile));
            return new PineconeVectorStore(options, context.Settings.Path, handler);
        });
}
