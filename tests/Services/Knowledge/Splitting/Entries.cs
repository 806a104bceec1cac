using System.Text;
using DeploymentFlex.Services.Knowledge.Splitting;

namespace DeploymentFlex.Services.Tests.Knowledge.Splitting;

/// <summary>Reads bytes the way indexing does.</summary>
internal static class Entries
{
    public const int MaxLineLength = 8 * 1024;

    public static Task<List<Entry>?> ReadAsync(string text, int chunk = int.MaxValue) => ReadAsync(Encoding.UTF8.GetBytes(text), chunk);

    /// <summary>The entries of a file whose bytes come in chunks, or null when it is no text.</summary>
    public static async Task<List<Entry>?> ReadAsync(byte[] bytes, int chunk = int.MaxValue)
    {
        await using var stream = new ChunkedStream(bytes, chunk);
        using var text = await TextSource.OpenAsync(stream, TestContext.Current.CancellationToken);
        if (text is null)
        {
            return null;
        }

        var reader = new EntryReader(new LineReader(text, MaxLineLength));
        var entries = new List<Entry>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            entries.Add(reader.Current);
        }

        return entries;
    }

    private sealed class ChunkedStream(byte[] bytes, int chunk) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, chunk)], cancellationToken);
    }
}
