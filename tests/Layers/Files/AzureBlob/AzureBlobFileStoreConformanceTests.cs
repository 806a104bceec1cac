using DeploymentFlex.Conformance.Files;
using DeploymentFlex.Conformance.Table;
using DeploymentFlex.Files;
using DeploymentFlex.TestSupport;

namespace DeploymentFlex.Layers.Tests.Files.AzureBlob;

[Conforms<AzuriteServer>(Layer.Files, "azure-blob")]
[Collection(AzuriteCollection.Name)]
public sealed class AzureBlobFileStoreConformanceTests(AzuriteFixture azurite) : FileStoreConformance
{
    protected override IFileStore Store { get; } = azurite.CreateStore();
}
