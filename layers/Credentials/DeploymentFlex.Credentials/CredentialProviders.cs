using DeploymentFlex.Credentials;
using DeploymentFlex.Credentials.Local;
using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Providers;
using Microsoft.Extensions.DependencyInjection;

[assembly: ProviderModule<CredentialProviders>]

namespace DeploymentFlex.Credentials;

/// <summary>The embedded provider of the credential layer: <c>local</c>.</summary>
internal sealed class CredentialProviders : IProviderModule
{
    public static void AddProviders(ProviderRegistry registry) =>
        registry.Add<ICredentialStore>(
            Layer.Credentials, "local", new Promise(Durability.Disk, Reach.Node, Secrecy.Encrypted), static (services, context) =>
            {
                var options = context.Bind<LocalCredentialOptions>();
                var folder = options.Path ?? Path.Combine(context.Deployment.DataPath, "credentials");
                return new LocalCredentialStore(folder, options.KeyFile, services.GetRequiredService<TimeProvider>());
            });
}
