using DeploymentFlex.Conformance.Files;
using DeploymentFlex.Files;

namespace DeploymentFlex.Layers.Tests.Files.AzureBlob;

[Collection(AzuriteCollection.Name)]
public sealed class AzureBlobFileLinksConformanceTests(AzuriteFixture azurite) : FileLinksConformance
{
    protected override IFileStore Store { get; } = azurite.CreateStore();
}
