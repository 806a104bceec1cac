using DeploymentFlex.Files;

namespace DeploymentFlex.Services.Evidence.Lines;

/// <summary>Reads some lines of a file, in time that does not grow with it.</summary>
public sealed class LineReader(IFileStore files)
{
    /// <summary>The bytes that are read of one line; a longer one is cut.</summary>
    public const int MaxLineBytes = 64 * 1024;

    /// <summary>The bytes of all lines of one answer; where it is reached the answer has fewer lines than were asked for.</summary>
    public const int MaxPageBytes = 4 * 1024 * 1024;

    /// <summary>The lines from a number on, or null when the file is gone.</summary>
    public async Task<LinePage?> ReadAsync(string key, LineIndex index, long from, int count, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(index);
        var lines = new List<LineAnswer>();
        if (from > index.Total)
        {
            return new LinePage(from, lines, index.Total, End: true);
        }

        await using var stream = new LineStream(files, key, index);
        if (!await stream.SeekAsync(from, cancellationToken))
        {
            return null;
        }

        var bytes = 0;
        while (lines.Count < count && bytes < MaxPageBytes && stream.Line <= index.Total)
        {
            await stream.FillAsync(MaxLineBytes + LineEnds.Width(index.Encoding), cancellationToken);
            var (line, length) = Read(stream, index.Encoding);
            lines.Add(line);
            bytes += length;
            await stream.SkipLineAsync(cancellationToken);
        }

        return new LinePage(from, lines, index.Total, stream.Line > index.Total);
    }

    private static (LineAnswer Line, int Length) Read(LineStream stream, LineEncoding encoding)
    {
        var bytes = stream.Bytes;
        var end = LineEnds.Find(bytes, encoding);
        var length = end >= 0 ? end : bytes.Length;
        var truncated = length > MaxLineBytes;
        length = Math.Min(length, MaxLineBytes);
        var text = LineText.Decode(bytes[..length], encoding, truncated);
        return (new LineAnswer(stream.Line, text, truncated ? true : null), length);
    }
}
