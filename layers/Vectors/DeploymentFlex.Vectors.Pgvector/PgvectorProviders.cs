using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Postgres;
using DeploymentFlex.Layers.Providers;
using DeploymentFlex.Vectors.Pgvector;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

[assembly: ProviderModule<PgvectorProviders>]

namespace DeploymentFlex.Vectors.Pgvector;

/// <summary>The provider <c>pgvector</c> of the vectors layer.</summary>
internal sealed class PgvectorProviders : IProviderModule
{
    public static void AddProviders(ProviderRegistry registry) => registry
        .Add<IVectorStore>(Layer.Vectors, "pgvector", new Promise(Durability.Disk, Reach.Cluster), static (services, context) =>
        {
            var options = context.Bind<PgvectorOptions>(options =>
                PostgresFallback.FindServer(options, context, services.GetRequiredService<IConfiguration>(), "vectors"));
            return new PgvectorStore(options, context.Settings.Path, services.GetRequiredService<TimeProvider>());
        });
}
