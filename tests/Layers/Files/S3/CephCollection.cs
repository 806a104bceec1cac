namespace DeploymentFlex.Layers.Tests.Files.S3;

/// <summary>The tests that share one Ceph, one after another, and alone: some say when it is down.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class CephCollection : ICollectionFixture<CephFixture>
{
    public const string Name = "Ceph";
}
