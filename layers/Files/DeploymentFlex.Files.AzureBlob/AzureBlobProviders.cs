using DeploymentFlex.Files.AzureBlob;
using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.Layers.Http;
using DeploymentFlex.Layers.Isolation;
using DeploymentFlex.Layers.Modes;
using DeploymentFlex.Layers.Providers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

[assembly: ProviderModule<AzureBlobProviders>]

namespace DeploymentFlex.Files.AzureBlob;

/// <summary>The provider <c>azure-blob</c> of the files layer.</summary>
internal sealed class AzureBlobProviders : IProviderModule
{
    public static void AddProviders(ProviderRegistry registry) => registry
        .Add<IFileStore>(Layer.Files, "azure-blob", new Promise(Durability.Replicated, Reach.Cluster), static (services, context) =>
        {
            var options = context.Bind<AzureBlobOptions>(options =>
                options.ConnectionString ??= services.GetRequiredService<IConfiguration>().GetConnectionString("files"));
            if (options.Account is not null && context.Deployment.Mode is DeploymentMode.OnPremises)
            {
                throw new SettingsException(
                    $"{context.Settings.Path}:ConnectionString: must hold a key in on-premises mode: signing in with an identity would leave the named endpoints.");
            }

            var handler = services.GetRequiredService<ConnectGuard>().Protect(ServerHttp.CreateHandler(options.CaFile));
            return new AzureBlobFileStore(options, handler, services.GetRequiredService<TimeProvider>());
        });
}
