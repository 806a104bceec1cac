using Amazon.S3.Model;
using DeploymentFlex.Conformance.Files;
using DeploymentFlex.Conformance.Table;
using DeploymentFlex.Files;
using DeploymentFlex.TestSupport;

namespace DeploymentFlex.Layers.Tests.Files.S3;

[Conforms<CephServer>(Layer.Files, "s3")]
[Collection(CephCollection.Name)]
public sealed class S3FileStoreConformanceTests(CephFixture ceph) : FileStoreConformance
{
    protected override IFileStore Store { get; } = ceph.CreateStore();

    protected override async Task ShouldHaveLeftNoTraceAsync(string key)
    {
        await base.ShouldHaveLeftNoTraceAsync(key);
        var cancellationToken = TestContext.Current.CancellationToken;
        var uploads = await ceph.Client.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = CephFixture.Bucket }, cancellationToken);
        (uploads.MultipartUploads ?? []).ShouldBeEmpty();
        var objects = await ceph.Client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = CephFixture.Bucket, Prefix = key }, cancellationToken);
        (objects.S3Objects ?? []).ShouldBeEmpty();
    }
}
