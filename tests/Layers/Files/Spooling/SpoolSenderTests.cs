using DeploymentFlex.Files;
using DeploymentFlex.Files.Local;
using DeploymentFlex.Files.Spooling;
using DeploymentFlex.Layers.Chains;
using Microsoft.Extensions.Logging.Abstractions;

namespace DeploymentFlex.Layers.Tests.Files.Spooling;

/// <summary>A spool whose own disk does not give out a file.</summary>
public sealed class SpoolSenderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("spool-sender-").FullName;
    private readonly LocalFileStore _target;

    public SpoolSenderTests()
    {
        _target = new LocalFileStore(Path.Combine(_folder, "target"));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_file_that_cannot_be_read_is_refused_by_name_and_keeps_no_other_away(bool opens)
    {
        var contents = new UnreadableFileStore(new LocalFileStore(Path.Combine(_folder, "contents"))) { Opens = opens };
        await using var spool = Open(contents);
        foreach (var key in new[] { "a", "bad", "c" })
        {
            await WriteAsync(spool, key);
        }

        contents.Key = "bad";
        (await spool.SendAsync(_target, withRefused: false, Token)).ShouldBe(2);

        spool.Files.ShouldHaveSingleItem().Refusal.ShouldNotBeNull().ShouldStartWith("it cannot be read from the spool: ");
        spool.Waiting.ShouldBe(new Backlog(1, 1, "content"u8.Length));
        (await _target.FindAsync("bad", Token)).ShouldBeNull();
        (await spool.SendAsync(_target, withRefused: false, Token)).ShouldBe(0);

        contents.Key = null;
        (await spool.SendAsync(_target, withRefused: true, Token)).ShouldBe(1);
        spool.Waiting.ShouldBe(default);
    }

    [Fact]
    public async Task A_target_that_takes_nothing_is_told_of()
    {
        await using var spool = Open(new LocalFileStore(Path.Combine(_folder, "contents")));
        await WriteAsync(spool, "a");

        await Should.ThrowAsync<IOException>(spool.SendAsync(new ScriptedFileStore(), withRefused: false, Token));

        spool.Waiting.ShouldBe(new Backlog(1, 0, "content"u8.Length));
    }

    private FileSpool Open(IFileStore contents) =>
        new(
            contents,
            new SpoolJournal(Path.Combine(_folder, "journal"), SpoolJournal.DefaultMaxBytes, NullLogger.Instance),
            maxBytes: 1 << 20,
            NullLogger.Instance);

    private static async Task WriteAsync(FileSpool spool, string key)
    {
        using var content = new MemoryStream("content"u8.ToArray());
        await spool.WriteAsync(key, content, content.Length, Token);
    }
}
