using DeploymentFlex.Files;
using DeploymentFlex.Files.Local;
using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Checks;
using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.Layers.Health;
using DeploymentFlex.TestSupport;
using DeploymentFlex.TestSupport.Faults;

namespace DeploymentFlex.Layers.Tests.Files.Spooling;

public sealed class FileSpoolTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("files-spool-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_the_primary_cannot_take_is_accepted_read_and_sent_before_it_comes_back(bool readsFirst)
    {
        await using var host = await SpoolHost.StartAsync(_folder);
        (host.Primary.IsDown, host.Primary.ReadsFirst) = (true, readsFirst);
        var degradation = Degradation.Begin();

        var stored = await WriteAsync(host.Store, "a");
        stored.IsSpooled.ShouldBeTrue();
        degradation.ToHeader().ShouldBe("files=spool");
        (await ReadAsync(host.Store, "a")).ShouldBe("content of a");
        (await host.Store.FindAsync("a", Cancellation)).ShouldBe(stored);
        host.Chain.IsDegraded.ShouldBeTrue();

        host.Primary.IsDown = false;
        await Until.TrueAsync(() => !host.Chain.IsDegraded, "the primary is back");

        (await host.Primary.FindAsync("a", Cancellation)).ShouldNotBeNull().Sha256.ShouldBe(stored.Sha256);
        (await host.Store.FindAsync("a", Cancellation)).ShouldNotBeNull().IsSpooled.ShouldBeFalse();
        SpooledContents().ShouldBeEmpty();
    }

    [Fact]
    public async Task While_the_spool_takes_files_the_layer_is_served_and_shown_as_such()
    {
        await using var host = await SpoolHost.StartAsync(_folder);
        host.Primary.IsDown = true;
        await WriteAsync(host.Store, "a");

        host.Health.IsReady.ShouldBeTrue();
        var report = host.Health.Report(withDetails: true);
        report.Status.ShouldBe("degraded");
        report.Layers.ShouldHaveSingleItem().Active.ShouldBe("spool");
        report.Layers[0].Waiting.ShouldBe(new WaitingHealth(1, 0, "content of a".Length));
    }

    [Fact]
    public async Task The_layer_is_whole_when_nothing_waits_any_more_and_what_was_refused_still_does()
    {
        await using var host = await SpoolHost.StartAsync(_folder);
        host.Primary.IsDown = true;
        await WriteAsync(host.Store, "a");
        await WriteAsync(host.Store, "b");
        using var others = new MemoryStream("somebody else's"u8.ToArray());
        await new LocalFileStore(Path.Combine(_folder, "primary")).WriteAsync("b", others, expectedLength: null, Cancellation);

        host.Primary.IsDown = false;
        await Until.TrueAsync(() => !host.Chain.IsDegraded, "the primary is back");

        var layer = host.Health.Report(withDetails: true).Layers.ShouldHaveSingleItem();
        (layer.Active, layer.Degraded).ShouldBe(("primary", true));
        layer.Waiting.ShouldBe(new WaitingHealth(1, 1, "content of b".Length));
        host.Health.Report(withDetails: false).Status.ShouldBe("degraded");

        await host.Journal.DiscardAsync("b", Cancellation);
        host.Health.Report(withDetails: false).Status.ShouldBe("healthy");
        host.Health.Report(withDetails: true).Layers.ShouldHaveSingleItem().Waiting.ShouldBeNull();
    }

    [Fact]
    public async Task A_key_that_waits_is_taken()
    {
        await using var host = await SpoolHost.StartAsync(_folder);
        host.Primary.IsDown = true;
        await WriteAsync(host.Store, "a");

        await Should.ThrowAsync<FileExistsException>(() => WriteAsync(host.Store, "a"));
    }

    [Fact]
    public async Task There_is_no_link_to_a_file_that_waits_until_it_was_sent()
    {
        await using var host = await SpoolHost.StartAsync(_folder);
        host.Primary.IsDown = true;
        await WriteAsync(host.Store, "a");
        var links = (IFileLinks)host.Store;

        (await links.LinkToReadAsync("a", TimeSpan.FromMinutes(1), Cancellation)).ShouldBeNull();
        host.Primary.IsDown = false;
        await Until.TrueAsync(() => !host.Chain.IsDegraded, "the primary is back");

        (await links.LinkToReadAsync("a", TimeSpan.FromMinutes(1), Cancellation)).ShouldBe(new Uri("https://signed.test/a?for=60"));
    }

    [Fact]
    public async Task What_waits_outlives_the_process()
    {
        await using (var host = await SpoolHost.StartAsync(_folder))
        {
            host.Primary.IsDown = true;
            await WriteAsync(host.Store, "a");
            await WriteAsync(host.Store, "b");
        }

        await using var next = await SpoolHost.StartAsync(_folder);
        (await ReadAsync(next.Store, "a")).ShouldBe("content of a");
        await Until.TrueAsync(() => SpooledContents().Length == 0, "all was sent");
        (await ReadAsync(next.Primary, "b")).ShouldBe("content of b");
    }

    [Fact]
    public async Task A_file_that_was_deleted_while_it_waited_is_never_sent()
    {
        await using var host = await SpoolHost.StartAsync(_folder);
        host.Primary.IsDown = true;
        await WriteAsync(host.Store, "a");

        (await host.Store.DeleteAsync("a", Cancellation)).ShouldBeTrue();
        host.Primary.IsDown = false;
        await Until.TrueAsync(() => !host.Chain.IsDegraded, "the primary is back");

        (await host.Store.FindAsync("a", Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task What_was_sent_before_is_sent_for_good_and_what_is_refused_is_in_nobodys_way()
    {
        await using var host = await SpoolHost.StartAsync(_folder);
        var behind = new LocalFileStore(Path.Combine(_folder, "primary"));
        host.Primary.IsDown = true;
        await WriteAsync(host.Store, "same");
        await WriteAsync(host.Store, "other");
        await WriteAsync(behind, "same");
        using var others = new MemoryStream("somebody else's"u8.ToArray());
        await behind.WriteAsync("other", others, expectedLength: null, Cancellation);

        host.Primary.IsDown = false;
        await Until.TrueAsync(() => !host.Chain.IsDegraded, "the primary is back");

        var left = await host.Journal.ListAsync(Cancellation).ToListAsync(Cancellation);
        left.ShouldHaveSingleItem().What.ShouldBe("refused: another file has its key there");
        (await host.Journal.DiscardAsync("other", Cancellation)).ShouldBe(1);
        (await ReadAsync(host.Store, "other")).ShouldBe("somebody else's");
    }

    [Fact]
    public async Task A_full_spool_refuses_and_keeps_what_it_has()
    {
        await using var host = await SpoolHost.StartAsync(_folder, ("Layers:Files:Spool:MaxBytes", "20"));
        host.Primary.IsDown = true;
        await WriteAsync(host.Store, "a");

        var error = await Should.ThrowAsync<LayerUnavailableException>(() => WriteAsync(host.Store, "b"));

        error.Message.ShouldContain("the spool is full: it may hold 20 bytes, as Layers:Files:Spool:MaxBytes sets.");
        SpooledContents().Length.ShouldBe(1);
        await host.Store.DeleteAsync("a", Cancellation);
        (await WriteAsync(host.Store, "b")).IsSpooled.ShouldBeTrue();
    }

    [Fact]
    public async Task A_full_disk_refuses_and_costs_nothing_that_was_accepted()
    {
        using var disk = new SmallDisk(megabytes: 4);
        await using var host = await SpoolHost.StartAsync(_folder, ("Layers:Files:Spool:Path", Path.Combine(disk.Folder, "spool")));
        host.Primary.IsDown = true;
        await WriteAsync(host.Store, "before");
        disk.Fill();
        for (var i = 0; i < 3; i++)
        {
            await Should.ThrowAsync<LayerUnavailableException>(() => WriteAsync(host.Store, $"during-{i}"));
        }

        disk.Free();
        (await WriteAsync(host.Store, "after")).IsSpooled.ShouldBeTrue();
        host.Primary.IsDown = false;
        await Until.TrueAsync(() => !host.Chain.IsDegraded, "the primary is back");

        (await host.Store.ListAsync(prefix: null, cursor: null, limit: 10, Cancellation)).Files.Select(static file => file.Key).ShouldBe(["after", "before"]);
    }

    [Fact]
    public async Task A_file_that_was_read_too_far_to_start_again_is_refused()
    {
        // No probe opens the circuit before the file does.
        await using var host = await SpoolHost.StartAsync(_folder, ("Layers:Files:Circuit:ProbeInterval", "01:00:00"));
        (host.Primary.IsDown, host.Primary.ReadsFirst) = (true, true);
        await using var large = new ZeroStream((16 << 20) + 1);

        await Should.ThrowAsync<LayerUnavailableException>(async () => await host.Store.WriteAsync("large", large, expectedLength: null, Cancellation));

        // The circuit is open now, so that the next one is not read for nothing.
        await using var again = new ZeroStream((16 << 20) + 1);
        (await host.Store.WriteAsync("large", again, expectedLength: null, Cancellation)).IsSpooled.ShouldBeTrue();
    }

    [Fact]
    public async Task What_a_crash_left_without_a_record_is_removed()
    {
        await WriteAsync(new LocalFileStore(Path.Combine(_folder, "spool", "contents")), "unrecorded");

        await using var host = await SpoolHost.StartAsync(_folder);

        (await host.Store.FindAsync("unrecorded", Cancellation)).ShouldBeNull();
        SpooledContents().ShouldBeEmpty();
    }

    [Fact]
    public async Task The_journal_lists_shows_and_replays()
    {
        await using var host = await SpoolHost.StartAsync(_folder, ("Layers:Files:Circuit:ProbeInterval", "01:00:00"));
        host.Primary.IsDown = true;
        await WriteAsync(host.Store, "a");

        var entry = (await host.Journal.ListAsync(Cancellation).ToListAsync(Cancellation)).ShouldHaveSingleItem();
        (entry.Id, entry.Bytes, entry.What).ShouldBe(("a", 12, "waits for the primary"));
        (await host.Journal.ShowAsync("a", Cancellation)).ShouldNotBeNull().ShouldStartWith("a: 12 bytes, SHA-256 ");
        (await host.Journal.ShowAsync("b", Cancellation)).ShouldBeNull();
        await Should.ThrowAsync<IOException>(async () => await host.Journal.ReplayAsync(Cancellation));

        host.Primary.IsDown = false;
        (await host.Journal.ReplayAsync(Cancellation)).ShouldBe(1);
        (await host.Journal.ListAsync(Cancellation).ToListAsync(Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_word_that_the_folder_lasts_there_is_no_spool()
    {
        await using var host = await SpoolHost.StartAsync(_folder, ("Layers:Files:Spool:Durable", "false"));

        Should.Throw<SettingsException>(() => host.Store).Message.ShouldStartWith("Layers:Files:Spool:Durable: must be true");
        (await CheckAsync(host)).Status.ShouldBe(CheckStatus.Failure);
    }

    [Fact]
    public async Task Doctor_tries_the_folder()
    {
        await using var host = await SpoolHost.StartAsync(_folder);
        var check = await CheckAsync(host);
        (check.Status, check.Seen).ShouldBe((CheckStatus.Ok, $"writes to {Path.Combine(_folder, "spool")}"));

        await using var elsewhere = await SpoolHost.StartAsync(_folder, ("Layers:Files:Spool:Path", "/proc/nowhere"));
        (await CheckAsync(elsewhere)).Status.ShouldBe(CheckStatus.Failure);
    }

    [Fact]
    public async Task A_spool_belongs_to_one_process()
    {
        await using var host = await SpoolHost.StartAsync(_folder);
        _ = host.Store;
        await using var second = await SpoolHost.StartAsync(_folder);

        Should.Throw<SettingsException>(() => second.Store).Message.ShouldContain("is open in another process");
    }

    private static async Task<Check> CheckAsync(SpoolHost host)
    {
        var checks = new CheckList();
        await host.Checks.Single(static check => check.Subject == "files/spool").CheckAsync(checks, Cancellation);
        return checks.All.ShouldHaveSingleItem();
    }

    private string[] SpooledContents() => Directory.GetFiles(Path.Combine(_folder, "spool", "contents"), "*", SearchOption.AllDirectories);

    private static async Task<StoredFile> WriteAsync(IFileStore store, string key)
    {
        using var content = new MemoryStream(System.Text.Encoding.ASCII.GetBytes($"content of {key}"));
        return await store.WriteAsync(key, content, content.Length, Cancellation);
    }

    private static async Task<string> ReadAsync(IFileStore store, string key)
    {
        await using var content = (await store.OpenReadAsync(key, 0, length: null, Cancellation)).ShouldNotBeNull();
        using var reader = new StreamReader(content);
        return await reader.ReadToEndAsync(Cancellation);
    }
}
