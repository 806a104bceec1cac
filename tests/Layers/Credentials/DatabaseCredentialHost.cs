using DeploymentFlex.Credentials;
using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Schemas;
using DeploymentFlex.Layers.Tests.Core;
using Microsoft.Extensions.DependencyInjection;

namespace DeploymentFlex.Layers.Tests.Credentials;

/// <summary>Makes the provider <c>database</c> as an application gets it, with its tables.</summary>
internal static class DatabaseCredentialHost
{
    public static async Task<ServiceProvider> CreateAsync(IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var builder = LayerHost.Create(
            [.. settings.Select(static item => (item.Key, item.Value!)), ("Layers:Credentials:Chain", "database")]).AddLayersForTest();
        builder.Services.AddLogging();
        builder.AddCredentials();
        var services = builder.Services.BuildServiceProvider();
        foreach (var schema in services.GetServices<IDatabaseSchema>())
        {
            await schema.MigrateAsync(TestContext.Current.CancellationToken);
        }

        return services;
    }

    /// <summary>The provider itself.</summary>
    public static ICredentialStore StoreOf(IServiceProvider services) => services.GetRequiredService<ProviderChain<ICredentialStore>>().Primary;
}
