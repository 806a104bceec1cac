using DeploymentFlex.Conformance.Vectors;
using DeploymentFlex.Layers.Tests.Core;
using DeploymentFlex.Vectors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DeploymentFlex.Layers.Tests.Vectors;

/// <summary>A module sees the store through the chain, which must not change what it does.</summary>
public sealed class ChainedVectorStoreConformanceTests : VectorStoreConformance, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("vectors-").FullName;
    private IHost _host;

    public ChainedVectorStoreConformanceTests() => _host = Build();

    protected override IVectorStore Store => _host.Services.GetRequiredService<IVectorStore>();

    public void Dispose()
    {
        _host.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    protected override ValueTask ReopenAsync()
    {
        _host.Dispose();
        _host = Build();
        return ValueTask.CompletedTask;
    }

    private IHost Build()
    {
        var builder = LayerHost.Create(_folder, ("Deployment:DataPath", _folder)).AddLayersForTest();
        builder.AddVectors();
        return builder.Build();
    }
}
