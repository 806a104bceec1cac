using DeploymentFlex.Credentials;
using DeploymentFlex.Credentials.Envelopes;
using DeploymentFlex.Credentials.Environment;
using DeploymentFlex.Credentials.Local;
using DeploymentFlex.Credentials.Settings;
using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Providers;
using Microsoft.Extensions.DependencyInjection;

[assembly: ProviderModule<CredentialProviders>]

namespace DeploymentFlex.Credentials;

/// <summary>The embedded providers of the credential layer: <c>local</c>, <c>environment</c> and <c>none</c>.</summary>
internal sealed class CredentialProviders : IProviderModule
{
    public static void AddProviders(ProviderRegistry registry)
    {
        registry.Secrets = new SecretSource();
        registry.Add<ICredentialStore>(
            Layer.Credentials, "local", new Promise(Durability.Disk, Reach.Node, Secrecy.Encrypted), static (services, context) =>
            {
                var options = context.Bind<LocalCredentialOptions>();
                var folder = options.Path ?? Path.Combine(context.Deployment.DataPath, "credentials");
                var master = MasterKeys.Open(services, context, options, Path.Combine(folder, "master.key"));
                return new LocalCredentialStore(folder, master, options, context.Settings.Path, services.GetRequiredService<TimeProvider>());
            });
        registry.Add<ICredentialStore>(
            Layer.Credentials, "environment", new Promise(Durability.Process, Reach.Process, Secrecy.Clear), static (services, _) =>
                new EnvironmentCredentialStore(services.GetRequiredService<TimeProvider>()));
        registry.Add<ICredentialStore>(
            Layer.Credentials, "none", new Promise(Durability.None, Reach.Process), static (services, _) =>
                new NullCredentialStore(services.GetRequiredService<TimeProvider>()));
    }
}
