using DeploymentFlex.Conformance.Files;
using DeploymentFlex.Files;

namespace DeploymentFlex.Layers.Tests.Files.AzureBlob;

[Collection(AzuriteCollection.Name)]
public sealed class AzureBlobFileStoreConformanceTests(AzuriteFixture azurite) : FileStoreConformance
{
    protected override IFileStore Store { get; } = azurite.CreateStore();
}
