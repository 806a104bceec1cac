using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeploymentFlex.Vectors.Embedded;

/// <summary>
/// Finds the rows nearest to a query: in small collections by their vectors; in large ones all by their codes, and the best
/// by their vectors. There is nothing to build and nothing to keep in order as rows come and go.
/// </summary>
internal static class RowSearch
{
    // The codes err by a tenth of what tells the first ten from these.
    private const int CandidatesPerRow = 10;
    private const int FewestCandidates = 100;

    // With more candidates than this part of the rows, the codes save nothing.
    private const int LargestPart = 4;

    /// <summary>The rows and their cosines, best first.</summary>
    public static (float Cosine, int Row)[] Nearest(
        RowSnapshot rows, float[] unit, int count, RowFilter filter, int exactBelow, CancellationToken cancellationToken)
    {
        var candidates = Math.Max(count * CandidatesPerRow, FewestCandidates);
        return rows.Live < exactBelow || candidates > rows.Live / LargestPart || !NibbleScorer.IsSupported
            ? Search(rows, new ExactScorer(unit), count, filter, cancellationToken)
            : Again(rows, unit, count, Search(rows, new NibbleScorer(unit, rows.Segments[0].CodeBytes), candidates, filter, cancellationToken));
    }

    private static (float Cosine, int Row)[] Again(RowSnapshot rows, float[] unit, int count, (float Cosine, int Row)[] candidates)
    {
        for (var i = 0; i < candidates.Length; i++)
        {
            var row = candidates[i].Row;
            var segment = rows.SegmentOf(row);
            var cosine = TensorPrimitives.Dot<float>(unit, segment.Padded(row - segment.First)) * segment.InverseLengths[row - segment.First];
            candidates[i] = (cosine, row);
        }

        Array.Sort(candidates, NearestRows.BestFirst);
        return candidates[..Math.Min(count, candidates.Length)];
    }

    private static (float Cosine, int Row)[] Search<TScorer>(
        RowSnapshot rows, TScorer scorer, int count, RowFilter filter, CancellationToken cancellationToken)
        where TScorer : struct, IRowScorer
    {
        var nearest = new NearestRows(count);
        foreach (var segment in rows.Segments)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Search(rows, segment, scorer, filter, nearest);
        }

        return nearest.Take();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Search<TScorer>(RowSnapshot rows, RowSegment segment, TScorer scorer, RowFilter filter, NearestRows nearest)
        where TScorer : struct, IRowScorer
    {
        Span<int> waiting = stackalloc int[DotProduct.Rows];
        var count = 0;
        var end = rows.CountIn(segment);
        for (var row = 0; row < end; row++)
        {
            // Most often nothing is filtered or dead, and the rows go by without being looked at one by one.
            if (filter.PassesAll && count == 0 && row + DotProduct.Rows <= end && AreFourLive(segment, row, rows.Version))
            {
                Score(segment, scorer, row, row + 1, row + 2, row + 3, DotProduct.Rows, nearest);
                row += DotProduct.Rows - 1;
                continue;
            }

            if (!rows.IsLive(segment, row) || !filter.Passes(segment, row))
            {
                continue;
            }

            waiting[count++] = row;
            if (count == DotProduct.Rows)
            {
                Score(segment, scorer, waiting[0], waiting[1], waiting[2], waiting[3], count, nearest);
                count = 0;
            }
        }

        if (count > 0)
        {
            waiting[count..].Fill(waiting[0]);
            Score(segment, scorer, waiting[0], waiting[1], waiting[2], waiting[3], count, nearest);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Score<TScorer>(RowSegment segment, TScorer scorer, int a, int b, int c, int d, int count, NearestRows nearest)
        where TScorer : struct, IRowScorer
    {
        var cosines = scorer.Score(segment, a, b, c, d);
        if (Vector128.GreaterThanAny(cosines, Vector128.Create(nearest.Bar)))
        {
            nearest.Add(cosines, segment.First + a, segment.First + b, segment.First + c, segment.First + d, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool AreFourLive(RowSegment segment, int row, long version) =>
        Vector256.GreaterThanAll(Vector256.Create(segment.DiedAt.AsSpan(row, DotProduct.Rows)), Vector256.Create(version));
}
