using DeploymentFlex.Files;
using DeploymentFlex.Files.Local;

namespace DeploymentFlex.Layers.Tests.Files;

public class ChainedFileStoreTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Clients_that_break_off_do_not_open_the_circuit()
    {
        using var host = new FilesHost();
        for (var i = 0; i < 10; i++)
        {
            using var source = new BrokenStream();
            await Should.ThrowAsync<EndOfStreamException>(async () => await host.Store.WriteAsync("key", source, null, Cancellation));
        }

        host.Chain.Links[0].Failures.ShouldBe(0);
        (await WriteAsync(host.Store)).Size.ShouldBe(7);
    }

    [Fact]
    public async Task A_store_that_cannot_be_written_is_a_layer_that_is_not_available()
    {
        using var host = new FilesHost();
        await File.WriteAllTextAsync(host.Root, "a file where the folder should be", Cancellation);

        await Should.ThrowAsync<LayerUnavailableException>(() => WriteAsync(host.Store));
    }

    [Fact]
    public async Task A_write_never_goes_to_the_fallback()
    {
        using var host = new FilesHost(new ScriptedFileStore());

        await Should.ThrowAsync<LayerUnavailableException>(() => WriteAsync(host.Store));

        Directory.Exists(host.Root).ShouldBeFalse();
    }

    [Fact]
    public async Task A_fallback_answers_with_what_it_holds()
    {
        using var host = new FilesHost(new ScriptedFileStore());
        await WriteAsync(new LocalFileStore(host.Root));

        (await host.Store.FindAsync("key", Cancellation)).ShouldNotBeNull().Size.ShouldBe(7);
        await using var content = await host.Store.OpenReadAsync("key", 0, null, Cancellation);
        content.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_fallback_without_the_file_does_not_prove_that_there_is_none()
    {
        using var host = new FilesHost(new ScriptedFileStore());

        await Should.ThrowAsync<LayerUnavailableException>(async () => await host.Store.FindAsync("key", Cancellation));
        await Should.ThrowAsync<LayerUnavailableException>(async () => await host.Store.OpenReadAsync("key", 0, null, Cancellation));
    }

    [Fact]
    public async Task A_link_is_the_primary_s_own()
    {
        using var host = new FilesHost(new SwitchableFileStore(new ScriptedFileStore()));

        (await LinkAsync(host)).ShouldBe(new Uri("https://signed.test/key?for=60"));
    }

    [Fact]
    public async Task A_store_that_cannot_sign_has_no_links()
    {
        using var host = new FilesHost();

        (await LinkAsync(host)).ShouldBeNull();
    }

    [Fact]
    public async Task While_the_primary_is_away_there_is_no_link_whatever_the_fallback_holds()
    {
        using var host = new FilesHost(new SwitchableFileStore(new ScriptedFileStore()) { IsDown = true });
        await WriteAsync(new LocalFileStore(host.Root));

        await Should.ThrowAsync<LayerUnavailableException>(() => LinkAsync(host));
    }

    [Fact]
    public async Task A_cancelled_write_ends_when_the_provider_has_let_go_of_the_stream()
    {
        var begun = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        using var host = new FilesHost(new ScriptedFileStore
        {
            Write = async (_, cancellationToken) =>
            {
                begun.SetResult();
                await release.Task;
                cancellationToken.ThrowIfCancellationRequested();
                throw new InvalidOperationException("It was not told.");
            },
        });
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        using var content = new MemoryStream();

        var write = host.Store.WriteAsync("key", content, null, cancellation.Token).AsTask();
        await begun.Task;
        await cancellation.CancelAsync();

        write.IsCompleted.ShouldBeFalse();
        release.SetResult();
        await Should.ThrowAsync<OperationCanceledException>(() => write);
    }

    [Fact]
    public async Task A_write_that_was_done_when_the_caller_cancelled_is_told_as_done()
    {
        var stored = new StoredFile("key", 7, null, DateTimeOffset.UnixEpoch);
        var begun = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        using var host = new FilesHost(new ScriptedFileStore
        {
            Write = async (_, _) =>
            {
                begun.SetResult();
                await release.Task;
                return stored;
            },
        });
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        using var content = new MemoryStream();

        var write = host.Store.WriteAsync("key", content, null, cancellation.Token).AsTask();
        await begun.Task;
        await cancellation.CancelAsync();
        release.SetResult();

        (await write).ShouldBe(stored);
    }

    private static async Task<Uri?> LinkAsync(FilesHost host) =>
        await ((IFileLinks)host.Store).LinkToReadAsync("key", TimeSpan.FromMinutes(1), Cancellation);

    private static async Task<StoredFile> WriteAsync(IFileStore store)
    {
        using var content = new MemoryStream("content"u8.ToArray());
        return await store.WriteAsync("key", content, content.Length, Cancellation);
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new EndOfStreamException("The client broke off.");
    }
}
