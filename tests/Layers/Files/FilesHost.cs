using DeploymentFlex.Files;
using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Providers;
using DeploymentFlex.Layers.Tests.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DeploymentFlex.Layers.Tests.Files;

/// <summary>An application with the files layer and a data folder of its own.</summary>
internal sealed class FilesHost : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("files-").FullName;
    private readonly IHost _host;

    /// <summary>Builds it; a primary takes the place of the provider <c>local</c>, which is the fallback then.</summary>
    public FilesHost(IFileStore? primary = null)
    {
        var chain = primary is null ? "local" : "primary, local";
        var builder = LayerHost.Create(_folder, ("Deployment:DataPath", _folder), ("Layers:Files:Chain", chain)).AddLayersForTest();
        if (primary is not null)
        {
            builder.Services.AddProviders(registry => registry.Add(
                Layer.Files, "primary", new Promise(Durability.Replicated, Reach.Cluster), (_, _) => primary));
        }

        builder.AddFiles();
        _host = builder.Build();
    }

    /// <summary>The folder of the provider <c>local</c>.</summary>
    public string Root => Path.Combine(_folder, "files");

    public IFileStore Store => _host.Services.GetRequiredService<IFileStore>();

    public ProviderChain<IFileStore> Chain => _host.Services.GetRequiredService<ProviderChain<IFileStore>>();

    public void Dispose()
    {
        _host.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
