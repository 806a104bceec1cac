using System.Security.Cryptography;
using System.Text;
using DeploymentFlex.Files;
using Shouldly;
using Xunit;

namespace DeploymentFlex.Conformance.Files;

/// <summary>What every provider of files does. A store may hold other files: each test keeps to a prefix of its own.</summary>
public abstract partial class FileStoreConformance
{
    private const int Mebibyte = 1024 * 1024;

    private readonly string _prefix = $"conformance/{Guid.CreateVersion7():n}";

    /// <summary>The provider under test, the same one during one test.</summary>
    protected abstract IFileStore Store { get; }

    /// <summary>The bytes of the large file; it is never in memory as a whole.</summary>
    protected virtual long LargeFile => 256L * Mebibyte;

    public static TheoryData<string> InvalidKeys =>
    [
        "", "/", "/a", "a/", "a//b", ".", "..", "../a", "a/../b", "a/.hidden", ".tmp/a", "A", "ä", "a b", "a\\b", "a\0b", "a\nb", "a:b",
        "C:/a", "~", "a+", "a+/b", "a%2f..", "1/2/3/4/5/6/7/8/9", new string('a', 101),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Mebibyte)]
    [InlineData((3 * Mebibyte) + 17)]
    public async Task A_file_is_read_as_it_was_written(int size)
    {
        var content = RandomNumberGenerator.GetBytes(size);
        var key = Key("file.log");

        var written = await WriteAsync(key, content);
        var found = await Store.FindAsync(key, Cancellation);

        written.Key.ShouldBe(key);
        written.Size.ShouldBe(size);
        written.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(content)));
        written.ModifiedAt.ShouldBe(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(5));
        found.ShouldNotBeNull().Sha256.ShouldBe(written.Sha256);
        found.Size.ShouldBe(size);
        (await ReadAsync(key, 0, null)).ShouldBe(content);
    }

    [Fact]
    public async Task What_is_not_there_is_null_and_its_deletion_no_error()
    {
        var key = Key("nothing");

        (await Store.FindAsync(key, Cancellation)).ShouldBeNull();
        (await Store.OpenReadAsync(key, 0, null, Cancellation)).ShouldBeNull();
        (await Store.DeleteAsync(key, Cancellation)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(0, null, "0123456789")]
    [InlineData(4, null, "456789")]
    [InlineData(0, 3L, "012")]
    [InlineData(3, 4L, "3456")]
    [InlineData(8, 100L, "89")]
    [InlineData(10, null, "")]
    [InlineData(10, 5L, "")]
    [InlineData(5, 0L, "")]
    public async Task A_range_is_read(long offset, long? length, string expected)
    {
        var key = Key("digits");
        await WriteAsync(key, "0123456789"u8.ToArray());

        Encoding.ASCII.GetString(await ReadAsync(key, offset, length)).ShouldBe(expected);
    }

    [Theory]
    [InlineData(-1, null)]
    [InlineData(11, null)]
    [InlineData(0, -1L)]
    public async Task A_range_outside_of_the_file_is_refused(long offset, long? length)
    {
        var key = Key("digits");
        await WriteAsync(key, "0123456789"u8.ToArray());

        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await Store.OpenReadAsync(key, offset, length, Cancellation));
    }

    [Theory]
    [MemberData(nameof(InvalidKeys))]
    public async Task An_invalid_key_is_refused_everywhere(string key)
    {
        using var content = new MemoryStream();

        await Should.ThrowAsync<ArgumentException>(async () => await Store.WriteAsync(key, content, null, Cancellation));
        await Should.ThrowAsync<ArgumentException>(async () => await Store.FindAsync(key, Cancellation));
        await Should.ThrowAsync<ArgumentException>(async () => await Store.OpenReadAsync(key, 0, null, Cancellation));
        await Should.ThrowAsync<ArgumentException>(async () => await Store.DeleteAsync(key, Cancellation));
    }

    [Fact]
    public async Task The_longest_key_is_good_and_a_key_may_begin_another()
    {
        var longest = string.Join('/', Enumerable.Repeat(new string('z', 100), 6).Prepend(_prefix));
        await WriteAsync(longest, "deep"u8.ToArray());
        await WriteAsync(Key("a/b"), "inner"u8.ToArray());
        await WriteAsync(Key("a"), "outer"u8.ToArray());

        (await ReadAsync(longest, 0, null)).ShouldBe("deep"u8.ToArray());
        (await ReadAsync(Key("a/b"), 0, null)).ShouldBe("inner"u8.ToArray());
        (await ReadAsync(Key("a"), 0, null)).ShouldBe("outer"u8.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(100)]
    public async Task All_files_are_listed_once_in_the_order_of_their_keys(int limit)
    {
        string[] names = ["a-b", "a", "a/b", "a/a", "a0", "b/c/d", "b/c-d", "b.c", "z", "a/b/c", "a.b"];
        foreach (var name in names)
        {
            await WriteAsync(Key(name), Encoding.ASCII.GetBytes(name));
        }

        var listed = await ListAsync(_prefix + "/", limit);

        listed.Select(static file => file.Key).ShouldBe(names.Select(Key).Order(StringComparer.Ordinal));
        listed.ShouldAllBe(file => file.Size == file.Key.Length - _prefix.Length - 1);
    }

    [Theory]
    [InlineData("a", 3)]
    [InlineData("a/", 2)]
    [InlineData("a/b", 1)]
    [InlineData("c", 0)]
    [InlineData("c/d/", 0)]
    public async Task Only_what_begins_with_the_prefix_is_listed(string prefix, int count)
    {
        foreach (var name in new[] { "a/a", "a/b", "ab", "b" })
        {
            await WriteAsync(Key(name), [1]);
        }

        (await ListAsync(Key(prefix), 2)).Count.ShouldBe(count);
    }

    /// <summary>Throws when something is left of a write that failed; a provider looks at its own storage as well.</summary>
    protected virtual async Task ShouldHaveLeftNoTraceAsync(string key)
    {
        (await Store.FindAsync(key, Cancellation)).ShouldBeNull();
        (await Store.OpenReadAsync(key, 0, null, Cancellation)).ShouldBeNull();
        (await ListAsync(_prefix, 10)).ShouldBeEmpty();
    }

    /// <summary>A key that no other test has.</summary>
    protected string Key(string name) => $"{_prefix}/{name}";

    /// <summary>Writes a file.</summary>
    protected async Task<StoredFile> WriteAsync(string key, byte[] content)
    {
        using var source = new MemoryStream(content);
        return await Store.WriteAsync(key, source, content.Length, Cancellation);
    }

    /// <summary>Reads a file, or a range of it.</summary>
    protected async Task<byte[]> ReadAsync(string key, long offset, long? length)
    {
        await using var content = (await Store.OpenReadAsync(key, offset, length, Cancellation)).ShouldNotBeNull();
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, Cancellation);
        return bytes.ToArray();
    }

    private async Task<List<StoredFile>> ListAsync(string prefix, int limit)
    {
        var files = new List<StoredFile>();
        string? cursor = null;
        do
        {
            var page = await Store.ListAsync(prefix, cursor, limit, Cancellation);
            page.Files.Count.ShouldBeLessThanOrEqualTo(limit);
            files.AddRange(page.Files);
            cursor = page.Cursor;
        }
        while (cursor is not null);

        return files;
    }
}
