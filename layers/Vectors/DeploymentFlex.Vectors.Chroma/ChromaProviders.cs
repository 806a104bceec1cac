using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Http;
using DeploymentFlex.Layers.Isolation;
using DeploymentFlex.Layers.Providers;
using DeploymentFlex.Vectors.Chroma;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

[assembly: ProviderModule<ChromaProviders>]

namespace DeploymentFlex.Vectors.Chroma;

/// <summary>The provider <c>chroma</c> of the vectors layer.</summary>
internal sealed class ChromaProviders : IProviderModule
{
    public static void AddProviders(ProviderRegistry registry) => registry
        .Add<IVectorStore>(Layer.Vectors, "chroma", new Promise(Durability.Disk, Reach.Cluster), static (services, context) =>
        {
            var options = context.Bind<ChromaOptions>(options =>
            {
                options.ReadHost();
                options.Url ??= services.GetRequiredService<IConfiguration>().GetConnectionString("vectors");
            });
            var handler = services.GetRequiredService<ConnectGuard>().Protect(ServerHttp.CreateHandler(options.CaFile));
            return new ChromaVectorStore(options, context.Settings.Path, handler);
        });
}
