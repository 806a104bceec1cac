namespace DeploymentFlex.Services.Evidence.Lines;

/// <summary>
/// A sparse index of a file's lines: at most <see cref="MaxMarks"/> marks, the distance between them growing with the
/// file. The first line that starts a distance or more behind a mark is marked as well, so that a line is reached by
/// reading less than one distance, and a line longer than that by no reading at all.
/// </summary>
public sealed class LineIndex
{
    /// <summary>Keeps the index of any file under some 50 KiB.</summary>
    public const int MaxMarks = 8192;

    private readonly LineMark[] _marks;

    internal LineIndex(LineEncoding encoding, long total, IEnumerable<LineMark> marks)
    {
        Encoding = encoding;
        Total = total;
        _marks = [.. marks];
    }

    public LineEncoding Encoding { get; }

    /// <summary>How many lines there are; a last one without a line end counts.</summary>
    public long Total { get; }

    /// <summary>The last mark at or before a line.</summary>
    public LineMark Before(long line)
    {
        var (low, high) = (0, _marks.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _marks[middle].Line <= line ? (middle + 1, high) : (low, middle);
        }

        return low == 0 ? new LineMark(1, 0) : _marks[low - 1];
    }

    /// <summary>The offset of a line where it is marked, else null.</summary>
    public long? Offset(long line) => Before(line) is var mark && mark.Line == line ? mark.Offset : null;

    /// <summary>The index as it is stored: the encoding, the total, and the marks as differences, in 7-bit numbers.</summary>
    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write((byte)Encoding);
        writer.Write7BitEncodedInt64(Total);
        writer.Write7BitEncodedInt(_marks.Length);
        var last = default(LineMark);
        foreach (var mark in _marks)
        {
            writer.Write7BitEncodedInt64(mark.Line - last.Line);
            writer.Write7BitEncodedInt64(mark.Offset - last.Offset);
            last = mark;
        }

        writer.Flush();
        return stream.ToArray();
    }

    public static LineIndex FromBytes(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes, writable: false));
        var encoding = (LineEncoding)reader.ReadByte();
        var total = reader.Read7BitEncodedInt64();
        var marks = new LineMark[reader.Read7BitEncodedInt()];
        var last = default(LineMark);
        for (var i = 0; i < marks.Length; i++)
        {
            last = new LineMark(last.Line + reader.Read7BitEncodedInt64(), last.Offset + reader.Read7BitEncodedInt64());
            marks[i] = last;
        }

        return new LineIndex(encoding, total, marks);
    }
}
