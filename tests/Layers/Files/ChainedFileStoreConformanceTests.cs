using DeploymentFlex.Conformance.Files;
using DeploymentFlex.Files;

namespace DeploymentFlex.Layers.Tests.Files;

/// <summary>A module sees the store through the chain, which must not change what it does.</summary>
public sealed class ChainedFileStoreConformanceTests : FileStoreConformance, IDisposable
{
    private readonly FilesHost _host = new();

    protected override IFileStore Store => _host.Store;

    public void Dispose() => _host.Dispose();

    protected override async Task ShouldHaveLeftNoTraceAsync(string key)
    {
        await base.ShouldHaveLeftNoTraceAsync(key);
        Directory.EnumerateFiles(_host.Root, "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }
}
