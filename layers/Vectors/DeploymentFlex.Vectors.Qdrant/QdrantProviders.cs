using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.Layers.Http;
using DeploymentFlex.Layers.Isolation;
using DeploymentFlex.Layers.Providers;
using DeploymentFlex.Vectors.Qdrant;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

[assembly: ProviderModule<QdrantProviders>]

namespace DeploymentFlex.Vectors.Qdrant;

/// <summary>The provider <c>qdrant</c> of the vectors layer.</summary>
internal sealed class QdrantProviders : IProviderModule
{
    public static void AddProviders(ProviderRegistry registry) => registry
        .Add<IVectorStore>(Layer.Vectors, "qdrant", new Promise(Durability.Disk, Reach.Cluster), static (services, context) =>
        {
            var options = context.Bind<QdrantOptions>(options => Complete(options, context, services.GetRequiredService<IConfiguration>()));
            var handler = services.GetRequiredService<ConnectGuard>().Protect(ServerHttp.CreateHandler(options.CaFile));
            return new QdrantVectorStore(options, context.Settings.Path, handler);
        });

    private static void Complete(QdrantOptions options, ProviderContext context, IConfiguration configuration)
    {
        try
        {
            // Aspire gives the one for gRPC the plain name.
            options.ReadConnectionString(configuration.GetConnectionString("vectors_http") ?? configuration.GetConnectionString("vectors"));
        }
        catch (ArgumentException error)
        {
            throw new SettingsException($"ConnectionStrings:vectors: must be Endpoint=http://qdrant:6333;Key=…, or set {context.Settings.Path}:Url.", error);
        }
    }
}
