using DeploymentFlex.Conformance.Files;
using DeploymentFlex.Conformance.Table;
using DeploymentFlex.Files;
using DeploymentFlex.TestSupport;

namespace DeploymentFlex.Layers.Tests.Files.S3;

[Conforms<CephServer>(Layer.Files, "s3")]
[Collection(CephCollection.Name)]
public sealed class S3FileLinksConformanceTests(CephFixture ceph) : FileLinksConformance
{
    protected override IFileStore Store { get; } = ceph.CreateStore();
}
