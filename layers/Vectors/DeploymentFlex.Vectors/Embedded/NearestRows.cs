using System.Runtime.Intrinsics;

namespace DeploymentFlex.Vectors.Embedded;

/// <summary>The best so many rows seen so far. Of equals the one that was written first is the better.</summary>
internal sealed class NearestRows(int count)
{
    private readonly PriorityQueue<(float Cosine, int Row), (float Cosine, int Row)> _worstFirst = new(s_order);

    private static readonly Comparer<(float Cosine, int Row)> s_order = Comparer<(float Cosine, int Row)>.Create(
        static (x, y) => x.Cosine != y.Cosine ? x.Cosine.CompareTo(y.Cosine) : y.Row.CompareTo(x.Row));

    /// <summary>The order of <see cref="Take"/>.</summary>
    public static IComparer<(float Cosine, int Row)> BestFirst { get; } = Comparer<(float Cosine, int Row)>.Create(static (x, y) => s_order.Compare(y, x));

    /// <summary>A cosine that is not above this one is not among the best.</summary>
    public float Bar { get; private set; } = float.NegativeInfinity;

    /// <summary>Adds the first so many of four rows that are above the bar.</summary>
    public void Add(Vector128<float> cosines, int a, int b, int c, int d, int count)
    {
        ReadOnlySpan<int> rows = [a, b, c, d];
        for (var i = 0; i < count; i++)
        {
            if (cosines[i] > Bar)
            {
                Add(cosines[i], rows[i]);
            }
        }
    }

    private void Add(float cosine, int row)
    {
        if (_worstFirst.Count < count)
        {
            _worstFirst.Enqueue((cosine, row), (cosine, row));
        }
        else
        {
            _worstFirst.EnqueueDequeue((cosine, row), (cosine, row));
        }

        if (_worstFirst.Count == count)
        {
            Bar = _worstFirst.Peek().Cosine;
        }
    }

    /// <summary>The rows, best first. Empties this.</summary>
    public (float Cosine, int Row)[] Take()
    {
        var rows = new (float Cosine, int Row)[_worstFirst.Count];
        for (var i = rows.Length - 1; i >= 0; i--)
        {
            rows[i] = _worstFirst.Dequeue();
        }

        return rows;
    }
}
