using DeploymentFlex.Credentials.Database;
using DeploymentFlex.Credentials.Envelopes;
using DeploymentFlex.Data;
using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Providers;
using Microsoft.Extensions.DependencyInjection;

[assembly: ProviderModule<DatabaseCredentialProviders>]

namespace DeploymentFlex.Credentials.Database;

/// <summary>The credential provider <c>database</c>.</summary>
public sealed class DatabaseCredentialProviders : IProviderModule
{
    public static void AddProviders(ProviderRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        registry.Add<ICredentialStore>(Layer.Credentials, "database", new Promise(Durability.Disk, Reach.Cluster, Secrecy.Encrypted), static (services, context) =>
        {
            var options = context.Bind<DatabaseCredentialOptions>();
            var madeFile = context.Deployment.IsStrict ? null : Path.Combine(context.Deployment.DataPath, "credentials", "database.key");
            var master = MasterKeys.Open(services, context, options, madeFile);
            return new DatabaseCredentialStore(context.OpenChain<IDataProvider>(Layer.Data), master, options, services.GetRequiredService<TimeProvider>());
        });
    }
}
