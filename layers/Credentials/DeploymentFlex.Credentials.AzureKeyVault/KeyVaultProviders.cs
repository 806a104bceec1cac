using Azure.Core.Pipeline;
using Azure.Identity;
using DeploymentFlex.Credentials.AzureKeyVault;
using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.Layers.Http;
using DeploymentFlex.Layers.Isolation;
using DeploymentFlex.Layers.Modes;
using DeploymentFlex.Layers.Providers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

[assembly: ProviderModule<KeyVaultProviders>]

namespace DeploymentFlex.Credentials.AzureKeyVault;

/// <summary>The credential provider <c>azure-key-vault</c>.</summary>
internal sealed class KeyVaultProviders : IProviderModule
{
    public static void AddProviders(ProviderRegistry registry) => registry
        .Add<ICredentialStore>(Layer.Credentials, "azure-key-vault", new Promise(Durability.Replicated, Reach.Cluster, Secrecy.Guarded), static (services, context) =>
        {
            if (context.Deployment.Mode is DeploymentMode.OnPremises)
            {
                throw new SettingsException(
                    $"Layers:{Layer.Credentials}:Chain: azure-key-vault is not for on-premises mode: signing in with an identity would leave the named endpoints. Allowed: database, vault, local.");
            }

            var options = context.Bind<KeyVaultOptions>(options => options.VaultUri ??= Given(services.GetRequiredService<IConfiguration>()));
            var guard = services.GetRequiredService<ConnectGuard>();
            var identity = new DefaultAzureCredential(new DefaultAzureCredentialOptions
            {
                Transport = new HttpClientTransport(ServerHttp.CreateClient(guard.Protect(ServerHttp.CreateHandler(caFile: null)))),
            });
            return new KeyVaultCredentialStore(options, guard.Protect(ServerHttp.CreateHandler(options.CaFile)), identity);
        });

    private static Uri? Given(IConfiguration configuration) =>
        Uri.TryCreate(configuration.GetConnectionString("credentials"), UriKind.Absolute, out var address) ? address : null;
}
