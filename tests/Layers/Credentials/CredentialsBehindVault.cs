using DeploymentFlex.Credentials;
using DeploymentFlex.Layers.Providers;
using DeploymentFlex.Layers.Tests.Core;
using DeploymentFlex.Layers.Tests.Credentials.AzureKeyVault;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DeploymentFlex.Layers.Tests.Credentials;

/// <summary>An application whose credentials are behind a stand-in of Key Vault: the provider <c>stand-in</c>.</summary>
internal static class CredentialsBehindVault
{
    public static HostApplicationBuilder CreateBuilder(KeyVaultStandIn vault, string folder, TimeProvider time, params (string Name, string Value)[] settings)
    {
        var builder = LayerHost.Create(
            [
                ("Deployment:DataPath", folder), ("Layers:Credentials:Chain", "stand-in"), ("Layers:Credentials:Copy:MaxAge", "01:00:00"),
                ("Layers:Credentials:AttemptTimeout", "01:00:00"), ("Layers:Credentials:TotalTimeout", "01:00:00"), .. settings,
            ]).AddLayersForTest();
        builder.Services.AddMetrics().AddLogging();
        builder.Services.AddSingleton(time);
        builder.Services.AddProviders(registry => registry
            .Add<ICredentialStore>(Layer.Credentials, "stand-in", new Promise(Durability.Replicated, Reach.Cluster, Secrecy.Guarded), (_, _) => vault.Open())
            .Add<ICredentialStore>(Layer.Credentials, "sealed-here", new Promise(Durability.Disk, Reach.Node, Secrecy.Guarded), (_, _) => vault.Open()));
        builder.AddCredentials();
        return builder;
    }
}
