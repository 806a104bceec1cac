using DeploymentFlex.Credentials.Vault;
using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Http;
using DeploymentFlex.Layers.Isolation;
using DeploymentFlex.Layers.Providers;
using Microsoft.Extensions.DependencyInjection;

[assembly: ProviderModule<VaultProviders>]

namespace DeploymentFlex.Credentials.Vault;

/// <summary>The credential provider <c>vault</c>.</summary>
internal sealed class VaultProviders : IProviderModule
{
    public static void AddProviders(ProviderRegistry registry) => registry
        .Add<ICredentialStore>(Layer.Credentials, "vault", new Promise(Durability.Disk, Reach.Cluster, Secrecy.Guarded), static (services, context) =>
        {
            var options = context.Bind<VaultOptions>();
            var handler = services.GetRequiredService<ConnectGuard>().Protect(ServerHttp.CreateHandler(options.CaFile));
            return new VaultCredentialStore(options, handler, services.GetRequiredService<TimeProvider>());
        });
}
