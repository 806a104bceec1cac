using System.Numerics.Tensors;

namespace DeploymentFlex.Vectors.Embedded;

/// <summary>The rows of a collection, as its one writer sees them. What it publishes is what readers see.</summary>
internal sealed class RowTable(int dimensions)
{
    private const int SmallestSegment = 64;
    private const int LargestSegmentBytes = 16 << 20;

    private readonly StringTable _fields = new();
    private readonly StringTable _texts = new();
    private readonly Dictionary<Guid, int> _rows = [];
    private RowSegment[] _segments = [];
    private int _count;
    private long _version;

    public int Dimensions { get; } = dimensions;

    /// <summary>The rows that were replaced or deleted.</summary>
    public int Dead => _count - _rows.Count;

    public int Live => _rows.Count;

    /// <summary>Applies one record of the log; seen by readers after the next <see cref="Publish"/>.</summary>
    public void Apply(ReadOnlySpan<byte> record)
    {
        var id = VectorRecordFormat.Id(record);
        if (_rows.Remove(id, out var old))
        {
            var dying = SegmentOf(old);
            dying.DiedAt[old - dying.First] = _version + 1;
        }

        if (VectorRecordFormat.IsUpsert(record))
        {
            Add(id, record);
        }
    }

    /// <summary>What readers see from now on.</summary>
    public RowSnapshot Publish() => new(_segments, _count, _rows.Count, ++_version, _fields, _texts);

    private void Add(Guid id, ReadOnlySpan<byte> record)
    {
        var segment = LastWithRoom();
        var row = _count - segment.First;
        var vector = segment.Padded(row)[..Dimensions];
        VectorRecordFormat.Vector(record, Dimensions).CopyTo(System.Runtime.InteropServices.MemoryMarshal.AsBytes(vector));
        segment.InverseLengths[row] = 1 / TensorPrimitives.Norm<float>(vector);
        if (NibbleScorer.IsSupported)
        {
            segment.CodeScales[row] = NibbleCode.Write(vector, segment.Code(row));
        }

        segment.Ids[row] = id;
        segment.Sequences[row] = VectorRecordFormat.Sequence(record);
        segment.DiedAt[row] = long.MaxValue;
        foreach (var item in VectorRecordFormat.Metadata(record, Dimensions))
        {
            segment.SetField(row, _fields.Add(item.Name) - 1, _texts.Add(item.Text));
        }

        _rows.Add(id, _count++);
    }

    private RowSegment LastWithRoom()
    {
        if (_segments is [.., var last] && _count - last.First < last.Capacity)
        {
            return last;
        }

        // A quarter of what is there: room that is not used stays small beside what is.
        var largest = Math.Max(SmallestSegment, LargestSegmentBytes / (Dimensions * sizeof(float)));
        var segment = new RowSegment(_count, Math.Clamp(_count / 4, SmallestSegment, largest), Dimensions);
        _segments = [.. _segments, segment];
        return segment;
    }

    private RowSegment SegmentOf(int row) => Array.FindLast(_segments, segment => segment.First <= row)!;
}
