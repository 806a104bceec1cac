using System.Security.Cryptography;
using DeploymentFlex.Files.Local;

namespace DeploymentFlex.Layers.Tests.Files;

public sealed class LocalFileStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("files-").FullName;
    private readonly string _root;
    private readonly LocalFileStore _store;

    public LocalFileStoreTests()
    {
        _root = Path.Combine(_folder, "root");
        _store = new LocalFileStore(_root);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Files_outlive_the_store()
    {
        var written = await WriteAsync("a/b", "content"u8.ToArray());

        var found = await new LocalFileStore(_root).FindAsync("a/b", Cancellation);

        found.ShouldBe(written);
    }

    [Fact]
    public async Task A_stored_file_is_its_content_and_nothing_else()
    {
        await WriteAsync("cases/log", "content"u8.ToArray());

        (await File.ReadAllBytesAsync(Path.Combine(_root, "cases+", "log"), Cancellation)).ShouldBe("content"u8.ToArray());
    }

    [Fact]
    public async Task A_hash_that_a_copy_lost_is_computed_again()
    {
        await WriteAsync("first", "content"u8.ToArray());
        await File.WriteAllBytesAsync(Path.Combine(_root, "restored"), "content"u8.ToArray(), Cancellation);

        var restored = await _store.FindAsync("restored", Cancellation);

        restored.ShouldNotBeNull().Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData("content"u8)));
    }

    [Fact]
    public async Task What_a_crash_left_behind_is_removed_at_the_next_start()
    {
        var temporary = Directory.CreateDirectory(Path.Combine(_root, ".tmp"));
        var leftOver = Path.Combine(temporary.FullName, "left-over");
        var beingWritten = Path.Combine(temporary.FullName, "being-written");
        await File.WriteAllTextAsync(leftOver, "half a fi", Cancellation);
        using var writer = File.OpenHandle(beingWritten, FileMode.CreateNew, FileAccess.Write, FileShare.None);

        await _store.ProbeAsync(Cancellation);

        File.Exists(leftOver).ShouldBeFalse();
        File.Exists(beingWritten).ShouldBeTrue();
        (await _store.ListAsync(null, null, 10, Cancellation)).Files.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_probe_leaves_nothing_behind()
    {
        await _store.ProbeAsync(Cancellation);

        Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_probe_fails_where_nothing_can_be_written()
    {
        await File.WriteAllTextAsync(_root, "a file where the folder should be", Cancellation);

        await Should.ThrowAsync<IOException>(async () => await _store.ProbeAsync(Cancellation));
    }

    [Fact]
    public async Task A_link_to_a_file_outside_is_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Symbolic links need a privilege on Windows.");
        var outside = Path.Combine(_folder, "outside");
        await File.WriteAllTextAsync(outside, "secret", Cancellation);
        await WriteAsync("inside", "content"u8.ToArray());
        File.CreateSymbolicLink(Path.Combine(_root, "link"), outside);

        (await _store.FindAsync("link", Cancellation)).ShouldBeNull();
        (await _store.OpenReadAsync("link", 0, null, Cancellation)).ShouldBeNull();
        (await _store.DeleteAsync("link", Cancellation)).ShouldBeFalse();
        (await _store.ListAsync(null, null, 10, Cancellation)).Files.ShouldHaveSingleItem().Key.ShouldBe("inside");
        File.Exists(outside).ShouldBeTrue();
    }

    [Fact]
    public async Task A_link_to_a_folder_outside_is_neither_read_nor_written_through()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Symbolic links need a privilege on Windows.");
        var outside = Directory.CreateDirectory(Path.Combine(_folder, "outside")).FullName;
        await File.WriteAllTextAsync(Path.Combine(outside, "secret"), "secret", Cancellation);
        Directory.CreateDirectory(_root);
        Directory.CreateSymbolicLink(Path.Combine(_root, "link+"), outside);

        (await _store.FindAsync("link/secret", Cancellation)).ShouldBeNull();
        (await _store.OpenReadAsync("link/secret", 0, null, Cancellation)).ShouldBeNull();
        (await _store.ListAsync(null, null, 10, Cancellation)).Files.ShouldBeEmpty();
        (await _store.ListAsync("link/", null, 10, Cancellation)).Files.ShouldBeEmpty();
        await Should.ThrowAsync<IOException>(() => WriteAsync("link/new", "content"u8.ToArray()));
        Directory.EnumerateFileSystemEntries(outside).Count().ShouldBe(1);
    }

    private async Task<DeploymentFlex.Files.StoredFile> WriteAsync(string key, byte[] content)
    {
        using var source = new MemoryStream(content);
        return await _store.WriteAsync(key, source, content.Length, Cancellation);
    }
}
