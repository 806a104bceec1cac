using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
            // Most often nothing is filtered or dead, and the rows go by without being looked at one by one.
            if (filter.PassesAll && waiting == 0 && row + DotProduct.Rows <= end && AreFourLive(segment, row))
            {
                Score(segment, unit, row, row + 1, row + 2, row + 3, DotProduct.Rows, nearest);
                row += DotProduct.Rows - 1;
                continue;
            }

            if (!IsLive(segment, row) || !filter.Passes(segment, row))
            {
                continue;
            }

            rows[waiting++] = row;
            if (waiting == DotProduct.Rows)
            {
                Score(segment, unit, rows[0], rows[1], rows[2], rows[3], waiting, nearest);
                waiting = 0;
            }
        }

        if (waiting > 0)
        {
            rows[waiting..].Fill(rows[0]);
            Score(segment, unit, rows[0], rows[1], rows[2], rows[3], waiting, nearest);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Score(
        RowSegment segment, ReadOnlySpan<float> unit, int a, int b, int c, int d, int count, NearestRows nearest)
    {
        var inverse = segment.InverseLengths;
        var cosines = DotProduct.Of(unit, segment.Padded(a), segment.Padded(b), segment.Padded(c), segment.Padded(d))
            * Vector128.Create(inverse[a], inverse[b], inverse[c], inverse[d]);
        if (Vector128.GreaterThanAny(cosines, Vector128.Create(nearest.Bar)))
        {
            nearest.Add(cosines, segment.First + a, segment.First + b, segment.First + c, segment.First + d, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool AreFourLive(RowSegment segment, int row) =>
        Vector256.GreaterThanAll(Vector256.Create(segment.DiedAt.AsSpan(row, DotProduct.Rows)), Vector256.Create(Version));

    private bool IsLive(RowSegment segment, int row) => segment.DiedAt[row] > Version;

    private int CountIn(RowSegment segment) => Math.Clamp(Rows - segment.First, 0, segment.Capacity);

    private RowSegment SegmentOf(int row) => Array.FindLast(Segments, segment => segment.First <= row)!;
}
