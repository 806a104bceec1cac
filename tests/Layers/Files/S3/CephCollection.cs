namespace DeploymentFlex.Layers.Tests.Files.S3;

/// <summary>The tests that share one Ceph, one after another.</summary>
[CollectionDefinition(Name)]
public sealed class CephCollection : ICollectionFixture<CephFixture>
{
    public const string Name = "Ceph";
}
