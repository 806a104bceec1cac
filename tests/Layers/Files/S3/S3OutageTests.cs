using DeploymentFlex.TestSupport;
using DeploymentFlex.TestSupport.Faults;

namespace DeploymentFlex.Layers.Tests.Files.S3;

/// <summary>Operations on a real gateway, while something befalls it.</summary>
[Collection(CephCollection.Name)]
public sealed class S3OutageTests(CephFixture ceph)
{
    [Fact]
    public Task A_gateway_that_is_killed() => RunAsync(2_000, ceph.Server.Endpoint, Outage.Killed(ceph.Server.Gateway));

    [Fact]
    public Task A_gateway_that_stands_still() => RunAsync(300, ceph.Server.Endpoint, Outage.StandsStill(ceph.Server.Gateway));

    [Fact]
    public Task A_gateway_whose_password_was_changed() =>
        RunAsync(300, ceph.Server.Endpoint, Outage.PasswordRotated(ceph.Server, CephServer.SecretAccessKey));

    [Fact]
    public async Task A_slow_gateway_is_not_down()
    {
        await using var line = new SlowLine(ceph.Server.Gateway);
        await RunAsync(300, $"http://127.0.0.1:{line.Port}", Outage.Slow(line, TimeSpan.FromMilliseconds(20)));
    }

    private async Task RunAsync(int operations, string endpoint, Outage outage)
    {
        using var run = new FilesOutage(
            ceph.CreateStore(),
            ("Layers:Files:Chain", "s3"), ("Layers:Files:s3:Endpoint", endpoint), ("Layers:Files:s3:Bucket", CephFixture.Bucket),
            ("Layers:Files:s3:AccessKeyId", CephServer.AccessKeyId), ("Layers:Files:s3:SecretAccessKey", CephServer.SecretAccessKey),
            ("Layers:Files:s3:StallTimeout", "00:00:03"));
        await run.RunAsync(operations, outage);
    }
}
