namespace DeploymentFlex.Layers.Tests.Files.AzureBlob;

/// <summary>The tests that share one Azurite, one after another.</summary>
[CollectionDefinition(Name)]
public sealed class AzuriteCollection : ICollectionFixture<AzuriteFixture>
{
    public const string Name = "Azurite";
}
