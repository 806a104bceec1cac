using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace DeploymentFlex.Vectors.Embedded;

/// <summary>The rows of a collection at one moment. Reading it needs no lock, whatever is written meanwhile.</summary>
/// <param name="Segments">The segments; all but the last are full.</param>
/// <param name="Rows">The number of rows, dead ones included.</param>
/// <param name="Live">The number of live rows.</param>
/// <param name="Version">The version: rows that died in it or before are not part of it.</param>
/// <param name="FieldNames">The names of the fields.</param>
/// <param name="Texts">The texts in them.</param>
internal sealed record RowSnapshot(
    RowSegment[] Segments, int Rows, int Live, long Version, StringTable FieldNames, StringTable Texts)
{
    /// <summary>The filter for these rows, or null when it names something that none of them has.</summary>
    public RowFilter? Resolve(VectorFilter? filter) => RowFilter.Resolve(filter, FieldNames, Texts);

    /// <summary>The rows that pass the filter, in the order in which they were written.</summary>
    public IEnumerable<(RowSegment Segment, int Row)> Where(RowFilter filter, long afterSequence = -1)
    {
        foreach (var segment in Segments)
        {
            var end = CountIn(segment);
            if (end == 0 || segment.Sequences[end - 1] <= afterSequence)
            {
                continue;
            }

            for (var row = 0; row < end; row++)
            {
                if (segment.Sequences[row] > afterSequence && IsLive(segment, row) && filter.Passes(segment, row))
                {
                    yield return (segment, row);
                }
            }
        }
    }

    /// <summary>The rows nearest to the query, best first.</summary>
    public IReadOnlyList<VectorMatch> Search(ReadOnlySpan<float> query, int top, VectorFilter? filter, CancellationToken cancellationToken)
    {
        if (Live == 0 || Resolve(filter) is not { } passing)
        {
            return [];
        }

        var unit = new float[Segments[0].Stride];
        TensorPrimitives.Divide(query, TensorPrimitives.Norm(query), unit);
        var nearest = new NearestRows(Math.Min(top, Live));
        foreach (var segment in Segments)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Search(segment, unit, passing, nearest);
        }

        var found = nearest.Take();
        var matches = new VectorMatch[found.Length];
        for (var i = 0; i < found.Length; i++)
        {
            var segment = SegmentOf(found[i].Row);
            var row = found[i].Row - segment.First;
            matches[i] = new VectorMatch(segment.Ids[row], Math.Clamp((1 + (double)found[i].Cosine) / 2, 0, 1), Metadata(segment, row));
        }

        return matches;
    }

    public IReadOnlyDictionary<string, string> Metadata(RowSegment segment, int row)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        var columns = segment.Fields;
        for (var field = 0; field < columns.Length; field++)
        {
            if (columns[field] is { } column && column[row] != 0)
            {
                metadata.Add(FieldNames[field + 1], Texts[column[row]]);
            }
        }

        return metadata;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Search(RowSegment segment, ReadOnlySpan<float> unit, RowFilter filter, NearestRows nearest)
    {
        Span<int> rows = stackalloc int[DotProduct.Rows];
        var waiting = 0;
        var end = CountIn(segment);
        for (var row = 0; row < end; row++)
        {
            if (!IsLive(segment, row) || !filter.Passes(segment, row))
            {
                continue;
            }

            rows[waiting++] = row;
            if (waiting == DotProduct.Rows)
            {
                Score(segment, unit, rows, waiting, nearest);
                waiting = 0;
            }
        }

        if (waiting > 0)
        {
            rows[waiting..].Fill(rows[0]);
            Score(segment, unit, rows, waiting, nearest);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Score(RowSegment segment, ReadOnlySpan<float> unit, ReadOnlySpan<int> rows, int count, NearestRows nearest)
    {
        var products = DotProduct.Of(
            unit, segment.Padded(rows[0]), segment.Padded(rows[1]), segment.Padded(rows[2]), segment.Padded(rows[3]));
        for (var i = 0; i < count; i++)
        {
            var cosine = products[i] * segment.InverseLengths[rows[i]];
            if (cosine > nearest.Bar)
            {
                nearest.Add(cosine, segment.First + rows[i]);
            }
        }
    }

    private bool IsLive(RowSegment segment, int row) => Volatile.Read(ref segment.DiedAt[row]) > Version;

    private int CountIn(RowSegment segment) => Math.Clamp(Rows - segment.First, 0, segment.Capacity);

    private RowSegment SegmentOf(int row) => Array.FindLast(Segments, segment => segment.First <= row)!;
}
