using System.Numerics.Tensors;

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
    /// <param name="query">A vector of the rows' dimension.</param>
    /// <param name="top">How many, at most.</param>
    /// <param name="filter">What they must have, or null.</param>
    /// <param name="exactBelow">Among fewer rows than this, each is compared by its vector; else by its code first.</param>
    /// <param name="cancellationToken">Cancelled when nobody waits any longer.</param>
    public IReadOnlyList<VectorMatch> Search(
        ReadOnlySpan<float> query, int top, VectorFilter? filter, int exactBelow, CancellationToken cancellationToken)
    {
        if (Live == 0 || Resolve(filter) is not { } passing)
        {
            return [];
        }

        var unit = new float[Segments[0].Stride];
        TensorPrimitives.Divide(query, TensorPrimitives.Norm(query), unit);
        var found = RowSearch.Nearest(this, unit, Math.Min(top, Live), passing, exactBelow, cancellationToken);
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

    public bool IsLive(RowSegment segment, int row) => segment.DiedAt[row] > Version;

    /// <summary>The rows of a segment that belong to this moment.</summary>
    public int CountIn(RowSegment segment) => Math.Clamp(Rows - segment.First, 0, segment.Capacity);

    public RowSegment SegmentOf(int row) => Array.FindLast(Segments, segment => segment.First <= row)!;
}
