using DeploymentFlex.Files.Local;
using DeploymentFlex.Layers.Tests.Files.Spooling;
using DeploymentFlex.TestSupport;
using DeploymentFlex.TestSupport.Faults;

namespace DeploymentFlex.Layers.Tests.Files;

/// <summary>A folder whose disk is full for a while: what is there is read, and nothing acknowledged is lost.</summary>
[Collection(OutageCollection.Name)]
public sealed class LocalFileOutageTests : IDisposable
{
    // Until far more than opens a circuit.
    private const int Probes = 12;

    // What a probe gives back while the disk is being filled is room for less.
    private const int Size = 1 << 20;

    private readonly SmallDisk _disk = new(megabytes: 64);
    private readonly string _folder = Directory.CreateTempSubdirectory("files-full-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Root => Path.Combine(_disk.Folder, "files");

    public void Dispose()
    {
        _disk.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Work_goes_on_while_the_disk_is_full_but_for_what_needs_room()
    {
        using var run = new FilesOutage(new LocalFileStore(Root), ("Layers:Files:Chain", "local"), ("Layers:Files:local:Path", Root)) { HasSpool = false };

        var report = await run.RunAsync(2_000, Outage.DiskFull(_disk));

        report.Outages.ShouldHaveSingleItem().Seen.ShouldBeNull();
        report.Count(OperationResult.Refused).ShouldBeGreaterThan(0);
        report.Operations.Where(static done => done.Number % 2 == 1).ShouldAllBe(static read => read.Result == OperationResult.Done);
    }

    [Fact]
    public async Task However_long_the_disk_is_full_files_are_read_and_the_service_is_ready()
    {
        await using var host = await SpoolHost.StartAsync(
            _folder,
            ("Layers:Files:Chain", "local"), ("Layers:Files:local:Path", Root), ("Layers:Files:Spool:Path", ""), ("Layers:Files:Spool:Durable", "false"));
        await WriteAsync(host, "before");

        _disk.Fill();
        await SeeProbesAsync(host);

        var error = await Should.ThrowAsync<LayerUnavailableException>(WriteAsync(host, "during"));
        error.Message.ShouldContain("The disk of the files is full");
        await using (var content = await host.Store.OpenReadAsync("before", 0, length: null, Token))
        {
            content.ShouldNotBeNull();
        }

        host.Health.IsReady.ShouldBeTrue();
        host.Health.Report(withDetails: true).Layers.ShouldHaveSingleItem().Chain.ShouldHaveSingleItem().LastError.ShouldNotBeNull().Message.ShouldContain("is full");

        _disk.Free();
        await WriteAsync(host, "after");
        (await host.Store.FindAsync("during", Token)).ShouldBeNull();
    }

    [Fact]
    public async Task What_is_spooled_while_the_disk_is_full_is_sent_when_there_is_room_and_reads_go_on_meanwhile()
    {
        await using var host = await SpoolHost.StartAsync(_folder, ("Layers:Files:Chain", "local"), ("Layers:Files:local:Path", Root));
        await WriteAsync(host, "before");

        _disk.Fill();
        await WriteAsync(host, "during");
        await SeeProbesAsync(host);

        (await host.Store.FindAsync("before", Token)).ShouldNotBeNull().IsSpooled.ShouldBeFalse();
        (await host.Store.FindAsync("during", Token)).ShouldNotBeNull().IsSpooled.ShouldBeTrue();
        host.Chain.Active.ShouldBe(host.Chain.Links[0]);

        _disk.Free();
        await Until.TrueAsync(async token => await host.Store.FindAsync("during", token) is { IsSpooled: false }, "it was sent");
    }

    private static async Task SeeProbesAsync(SpoolHost host)
    {
        for (var i = 0; i < Probes; i++)
        {
            var last = host.Chain.Links[0].LastProbe;
            await Until.TrueAsync(() => host.Chain.Links[0].LastProbe != last, "there was another probe");
        }
    }

    private static async Task WriteAsync(SpoolHost host, string key)
    {
        using var content = new MemoryStream(new byte[Size]);
        await host.Store.WriteAsync(key, content, content.Length, Token);
    }
}
