using DeploymentFlex.Conformance.Files;
using DeploymentFlex.Conformance.Table;
using DeploymentFlex.Files;
using DeploymentFlex.TestSupport;

namespace DeploymentFlex.Layers.Tests.Files.AzureBlob;

[Conforms<AzuriteServer>(Layer.Files, "azure-blob")]
[Collection(AzuriteCollection.Name)]
public sealed class AzureBlobFileLinksConformanceTests(AzuriteFixture azurite) : FileLinksConformance
{
    protected override IFileStore Store { get; } = azurite.CreateStore();
}
