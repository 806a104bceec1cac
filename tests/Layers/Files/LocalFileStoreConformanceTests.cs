using DeploymentFlex.Conformance.Files;
using DeploymentFlex.Conformance.Table;
using DeploymentFlex.Files;
using DeploymentFlex.Files.Local;

namespace DeploymentFlex.Layers.Tests.Files;

[Conforms(Layer.Files, "local")]
public sealed class LocalFileStoreConformanceTests : FileStoreConformance, IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("files-").FullName;

    public LocalFileStoreConformanceTests() => Store = new LocalFileStore(_root);

    protected override IFileStore Store { get; }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    protected override async Task ShouldHaveLeftNoTraceAsync(string key)
    {
        await base.ShouldHaveLeftNoTraceAsync(key);
        Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }
}
