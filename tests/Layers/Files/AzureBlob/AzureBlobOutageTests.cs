using Azure.Storage.Blobs;
using DeploymentFlex.Files.AzureBlob;
using DeploymentFlex.Layers.Http;
using DeploymentFlex.TestSupport;
using DeploymentFlex.TestSupport.Faults;

namespace DeploymentFlex.Layers.Tests.Files.AzureBlob;

/// <summary>Operations on an Azurite of their own, while something befalls it.</summary>
[Collection(OutageCollection.Name)]
public sealed class AzureBlobOutageTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // The emulator writes down what it holds every few seconds, and as it stops: killed, it loses what it acknowledged.
    [Fact]
    public async Task A_server_that_is_stopped()
    {
        await using var server = new AzuriteServer();
        await RunAsync(server, new Outage("stopped", OutageEffect.Total, server.StopAsync, server.StartAsync));
    }

    [Fact]
    public async Task A_server_that_is_cut_off()
    {
        using var network = new CuttableNetwork();
        await using var server = new AzuriteServer { Network = network };
        await RunAsync(server, Outage.CutOff(network));
    }

    [Fact]
    public async Task A_server_whose_disk_is_full()
    {
        using var disk = new SmallDisk(megabytes: 32);
        await using var server = new AzuriteServer { Disk = disk };
        await RunAsync(server, Outage.DiskFull(disk, server));
    }

    private static async Task RunAsync(AzuriteServer server, Outage outage)
    {
        await server.StartAsync(Token);
        var options = new AzureBlobOptions { ConnectionString = server.ConnectionString };
        await new BlobContainerClient(server.ConnectionString, options.Container).CreateAsync(cancellationToken: Token);
        using var direct = new AzureBlobFileStore(options, ServerHttp.CreateHandler(caFile: null), TimeProvider.System);
        using var run = new FilesOutage(
            direct,
            ("Layers:Files:Chain", "azure-blob"), ("Layers:Files:azure-blob:ConnectionString", server.ConnectionString),
            ("Layers:Files:azure-blob:StallTimeout", "00:00:03"));
        await run.RunAsync(300, outage);
    }
}
