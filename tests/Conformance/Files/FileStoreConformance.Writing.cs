using System.Security.Cryptography;
using DeploymentFlex.Files;
using Shouldly;
using Xunit;

namespace DeploymentFlex.Conformance.Files;

/// <content>Writing: once, whole or not at all, and in bounded memory.</content>
public abstract partial class FileStoreConformance
{
    [Fact]
    public async Task A_key_is_written_once_and_keeps_its_content()
    {
        var key = Key("once");
        await WriteAsync(key, "first"u8.ToArray());

        await Should.ThrowAsync<FileExistsException>(() => WriteAsync(key, "second"u8.ToArray()));

        (await ReadAsync(key, 0, null)).ShouldBe("first"u8.ToArray());
    }

    [Fact]
    public async Task A_deleted_file_is_gone_and_its_key_free()
    {
        var key = Key("deleted");
        await WriteAsync(key, "first"u8.ToArray());

        (await Store.DeleteAsync(key, Cancellation)).ShouldBeTrue();
        (await Store.FindAsync(key, Cancellation)).ShouldBeNull();
        (await Store.DeleteAsync(key, Cancellation)).ShouldBeFalse();

        await WriteAsync(key, "second"u8.ToArray());
        (await ReadAsync(key, 0, null)).ShouldBe("second"u8.ToArray());
    }

    [Fact]
    public async Task Of_concurrent_writers_of_one_key_exactly_one_wins()
    {
        var key = Key("contested");
        var contents = Enumerable.Range(0, 8).Select(static i => Enumerable.Repeat((byte)i, Mebibyte + i).ToArray()).ToArray();

        var outcomes = await Task.WhenAll(contents.Select(content => Task.Run(async () =>
        {
            try
            {
                await WriteAsync(key, content);
                return content;
            }
            catch (FileExistsException)
            {
                return null;
            }
        })));

        var winner = outcomes.OfType<byte[]>().ShouldHaveSingleItem();
        (await ReadAsync(key, 0, null)).ShouldBe(winner);
    }

    [Fact]
    public async Task Of_concurrent_writers_of_one_large_file_exactly_one_wins()
    {
        var key = Key("contested");
        const long size = 20L * Mebibyte;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 3).Select(writer => Task.Run(async () =>
        {
            await using var source = new ScriptedStream(size + writer);
            try
            {
                return await Store.WriteAsync(key, source, size + writer, Cancellation);
            }
            catch (FileExistsException)
            {
                return null;
            }
        })));

        var winner = outcomes.OfType<StoredFile>().ShouldHaveSingleItem();
        var found = (await Store.FindAsync(key, Cancellation)).ShouldNotBeNull();
        found.Size.ShouldBe(winner.Size);
        found.Sha256.ShouldBe(winner.Sha256);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(40)]
    public async Task A_source_that_fails_leaves_no_trace(int mebibytes)
    {
        var key = Key("broken");
        await using var source = new ScriptedStream(mebibytes * Mebibyte, static () => throw new EndOfStreamException("cut off"));

        await Should.ThrowAsync<EndOfStreamException>(async () => await Store.WriteAsync(key, source, null, Cancellation));

        await ShouldHaveLeftNoTraceAsync(key);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(40)]
    public async Task A_cancelled_write_leaves_no_trace(int mebibytes)
    {
        var key = Key("cancelled");
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        await using var source = new ScriptedStream(mebibytes * Mebibyte, cancellation.Cancel);

        await Should.ThrowAsync<OperationCanceledException>(async () => await Store.WriteAsync(key, source, null, cancellation.Token));

        await ShouldHaveLeftNoTraceAsync(key);
    }

    [Theory]
    [InlineData(9)]
    [InlineData(11)]
    [InlineData(0)]
    public async Task A_length_that_was_not_announced_leaves_no_trace(long expected)
    {
        var key = Key("length");
        using var source = new MemoryStream("0123456789"u8.ToArray());

        await Should.ThrowAsync<FileLengthException>(async () => await Store.WriteAsync(key, source, expected, Cancellation));

        await ShouldHaveLeftNoTraceAsync(key);
    }

    [Fact]
    public async Task A_large_file_is_streamed_in_bounded_memory()
    {
        var key = Key("large");
        var before = LiveMemory.Now();
        var whileWriting = long.MaxValue;
        await using var source = new ScriptedStream(LargeFile, () => whileWriting = LiveMemory.Lowest(before + (LargeFile / 4)));

        var written = await Store.WriteAsync(key, source, LargeFile, Cancellation);
        await using var content = (await Store.OpenReadAsync(key, 0, null, Cancellation)).ShouldNotBeNull();
        var hash = await SHA256.HashDataAsync(content, Cancellation);

        written.Size.ShouldBe(LargeFile);
        written.Sha256.ShouldBe(Convert.ToHexStringLower(hash));
        (whileWriting - before).ShouldBeLessThan(LargeFile / 4);
    }
}
