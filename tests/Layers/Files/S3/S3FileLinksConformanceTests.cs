using DeploymentFlex.Conformance.Files;
using DeploymentFlex.Files;

namespace DeploymentFlex.Layers.Tests.Files.S3;

[Collection(CephCollection.Name)]
public sealed class S3FileLinksConformanceTests(CephFixture ceph) : FileLinksConformance
{
    protected override IFileStore Store { get; } = ceph.CreateStore();
}
