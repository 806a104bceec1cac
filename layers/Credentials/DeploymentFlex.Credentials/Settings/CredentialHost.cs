using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.Layers.Modes;
using DeploymentFlex.Layers.Schemas;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DeploymentFlex.Credentials.Settings;

/// <summary>The credential layer by itself, for who needs it before or beside the application.</summary>
internal sealed class CredentialHost : IAsyncDisposable
{
    // Of a process that has just started, beside others that start: its first question to a database takes longer than any later
    // one, and no request waits for it. What the settings say goes before.
    private static readonly KeyValuePair<string, string?>[] s_patience =
        [new($"Layers:{Layer.Credentials}:AttemptTimeout", "00:00:15"), new($"Layers:{Layer.Credentials}:TotalTimeout", "00:00:30")];

    private readonly IHost _host;

    private CredentialHost(IHost host) => _host = host;

    /// <summary>The layer, as an application gets it.</summary>
    public ICredentialStore Store => _host.Services.GetRequiredService<ICredentialStore>();

    /// <summary>The first provider of its chain.</summary>
    public ICredentialStore Primary => _host.Services.GetRequiredService<ProviderChain<ICredentialStore>>().Primary;

    /// <param name="configuration">The settings.</param>
    /// <param name="folder">The content root.</param>
    /// <param name="service">The service's logical name.</param>
    /// <param name="migrates">Whether the tables of a database are brought up to date; where starts migrate, as in development, they always are.</param>
    /// <param name="cancellationToken">Cancelled when there is no more time.</param>
    /// <exception cref="SettingsException">The layer's settings are not in order.</exception>
    public static async Task<CredentialHost> OpenAsync(
        IConfiguration configuration, string folder, string service, bool migrates, CancellationToken cancellationToken)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = folder });
        builder.Configuration.AddInMemoryCollection(s_patience).AddConfiguration(configuration);
        ((IHostApplicationBuilder)builder).Properties[typeof(ISecretSource)] = service;
        builder.AddLayers(service);
        builder.AddCredentials();
        var host = new CredentialHost(builder.Build());
        try
        {
            if (migrates || host._host.Services.GetRequiredService<DeploymentOptions>().MigratesAtStart)
            {
                foreach (var schema in host._host.Services.GetServices<IDatabaseSchema>())
                {
                    await schema.MigrateAsync(cancellationToken);
                }
            }

            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whether the database is there and its tables are not, or not as this version makes them with the first credential.</summary>
    public async Task<bool> IsWithoutTablesAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var schema in _host.Services.GetServices<IDatabaseSchema>())
            {
                if (await schema.PendingAsync(cancellationToken) is not { Count: 0 })
                {
                    return true;
                }
            }
        }
#pragma warning disable CA1031 // What is wrong with the database is said by whoever wants something of it.
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
        }

        return false;
    }

    public ValueTask DisposeAsync() => ((IAsyncDisposable)_host).DisposeAsync();
}
