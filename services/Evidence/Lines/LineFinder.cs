using System.Buffers;
using DeploymentFlex.Files;
using Microsoft.Extensions.Options;

namespace DeploymentFlex.Services.Evidence.Lines;

/// <summary>Searches a file for a text, whatever its case, for as long as the settings allow.</summary>
public sealed class LineFinder(IFileStore files, IOptions<EvidenceOptions> options, TimeProvider time)
{
    /// <summary>The bytes of one line that are searched; what a longer one holds behind them is passed over.</summary>
    public const int MaxLineBytes = 16 * 1024 * 1024;

    private const int BlockBytes = 512 * 1024;

    /// <summary>The first hit behind a line, or how far the search got; null when the file is gone.</summary>
    public async Task<FindAnswer?> FindAsync(string key, LineIndex index, string text, long after, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(index);
        if (after >= index.Total)
        {
            return new FindAnswer(Hit: null, index.Total, Done: true);
        }

        var started = time.GetTimestamp();
        await using var stream = new LineStream(files, key, index);
        if (!await stream.SeekAsync(after + 1, cancellationToken))
        {
            return null;
        }

        while (stream.Line <= index.Total)
        {
            var block = await WholeLinesAsync(stream, index.Encoding, cancellationToken);
            if (Search(stream, block, index.Encoding, text, out var lines) is { } hit)
            {
                return new FindAnswer(hit, hit.Line, Done: true);
            }

            stream.Take(block, lines);
            if (lines == 0)
            {
                await stream.SkipLineAsync(cancellationToken);
            }

            if (time.GetElapsedTime(started) >= options.Value.FindBudget && stream.Line <= index.Total)
            {
                return new FindAnswer(Hit: null, stream.Line - 1, Done: false);
            }
        }

        return new FindAnswer(Hit: null, index.Total, Done: true);
    }

    /// <summary>Reads until a line ends, and answers how many bytes of whole lines are at hand, or of the part of a long one.</summary>
    private static async Task<int> WholeLinesAsync(LineStream stream, LineEncoding encoding, CancellationToken cancellationToken)
    {
        for (var wanted = BlockBytes; ; wanted *= 2)
        {
            await stream.FillAsync(wanted, cancellationToken);
            var last = LineEnds.FindLast(stream.Bytes, encoding);
            if (last >= 0)
            {
                return last + LineEnds.Width(encoding);
            }

            if (stream.AtEnd || wanted >= MaxLineBytes)
            {
                return stream.Bytes.Length;
            }
        }
    }

    private static FindHit? Search(LineStream stream, int count, LineEncoding encoding, string text, out long lines)
    {
        var bytes = stream.Bytes[..count];
        var letters = ArrayPool<char>.Shared.Rent(count);
        try
        {
            if (LineText.TryDecode(bytes, encoding, letters) is { } length)
            {
                return SearchText(letters.AsSpan(0, length), text, stream.Line, out lines);
            }

            return SearchEach(bytes, text, stream.Line, out lines);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(letters);
        }
    }

    private static FindHit? SearchText(ReadOnlySpan<char> block, string text, long firstLine, out long lines)
    {
        var hit = block.IndexOf(text, StringComparison.OrdinalIgnoreCase);
        if (hit < 0)
        {
            lines = block.Count('\n');
            return null;
        }

        lines = block[..hit].Count('\n');
        var start = block[..hit].LastIndexOf('\n') + 1;
        var length = block[start..].IndexOf('\n');
        var line = length < 0 ? block[start..] : block.Slice(start, length);
        return LineExcerpt.Of(firstLine + lines, line, hit - start, text.Length);
    }

    // Not all of it is UTF-8, so each line is read by itself.
    private static FindHit? SearchEach(ReadOnlySpan<byte> bytes, string text, long firstLine, out long lines)
    {
        lines = 0;
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOf((byte)'\n');
            var line = LineText.Decode(end < 0 ? bytes : bytes[..end], LineEncoding.Utf8, truncated: end < 0);
            var hit = line.IndexOf(text, StringComparison.OrdinalIgnoreCase);
            if (hit >= 0)
            {
                return LineExcerpt.Of(firstLine + lines, line, hit, text.Length);
            }

            bytes = end < 0 ? [] : bytes[(end + 1)..];
            lines += end < 0 ? 0 : 1;
        }

        return null;
    }
}
