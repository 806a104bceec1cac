namespace DeploymentFlex.Services.Evidence.Lines;

/// <summary>Makes the line index of a file from its bytes as they stream by, in memory that does not grow with the file.</summary>
public sealed class LineIndexBuilder
{
    private const long FirstDistance = 64 * 1024;

    private readonly byte[] _unit = new byte[2];
    private readonly int _maxMarks;
    private List<LineMark> _marks = [];
    private long _distance;
    private long _position;
    private long _line = 1;
    private long _lineStart;
    private LineEncoding _encoding;

    public LineIndexBuilder()
        : this(FirstDistance, LineIndex.MaxMarks)
    {
    }

    internal LineIndexBuilder(long firstDistance, int maxMarks) => (_distance, _maxMarks) = (firstDistance, maxMarks);

    /// <summary>Takes the next bytes of the file.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        if (_position < 2)
        {
            bytes[..(int)Math.Min(2 - _position, bytes.Length)].CopyTo(_unit.AsSpan((int)_position));
            if (_position + bytes.Length >= 2)
            {
                _encoding = LineEnds.Detect(_unit[0], _unit[1]);
            }
        }

        if (_encoding is not LineEncoding.Utf8 && _position % 2 == 1)
        {
            // A character lies across two pieces.
            _unit[1] = bytes[0];
            _position++;
            bytes = bytes[1..];
            if (LineEnds.Find(_unit, _encoding) == 0)
            {
                StartLine(_position);
            }
        }

        Scan(bytes);
    }

    /// <summary>The index of what was added.</summary>
    public LineIndex Build() => new(_encoding, _position > _lineStart ? _line : _line - 1, _marks);

    private void Scan(ReadOnlySpan<byte> bytes)
    {
        var width = LineEnds.Width(_encoding);
        var start = 0;
        for (var end = LineEnds.Find(bytes, _encoding); end >= 0; end = LineEnds.Find(bytes[start..], _encoding))
        {
            start += end + width;
            StartLine(_position + start);
        }

        _position += bytes.Length;
        if (_position % 2 == 1 && !bytes.IsEmpty)
        {
            _unit[0] = bytes[^1];
        }
    }

    private void StartLine(long offset)
    {
        _line++;
        _lineStart = offset;
        if (offset - (_marks.Count == 0 ? 0 : _marks[^1].Offset) < _distance)
        {
            return;
        }

        _marks.Add(new LineMark(_line, offset));
        if (_marks.Count > _maxMarks)
        {
            Thin();
        }
    }

    private void Thin()
    {
        _distance *= 2;
        var kept = new List<LineMark>(_maxMarks);
        var last = 0L;
        foreach (var mark in _marks)
        {
            if (mark.Offset - last >= _distance)
            {
                kept.Add(mark);
                last = mark.Offset;
            }
        }

        _marks = kept;
    }
}
