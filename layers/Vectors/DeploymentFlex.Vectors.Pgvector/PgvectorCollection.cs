using DeploymentFlex.Vectors.Servers;

namespace DeploymentFlex.Vectors.Pgvector;

/// <summary>A collection, with the number of its table.</summary>
public sealed record PgvectorCollection(string Name, int Dimensions, int Number) : ServerCollection(Name, Dimensions)
{
    private long _rows;
    private long _askedAt = long.MinValue;

    /// <summary>The server's own estimate of the number of records, which it makes about every minute; -1 before the first.</summary>
    internal long Rows => Volatile.Read(ref _rows);

    /// <summary>Whether the estimate is to be asked for again, by the one caller that is told so.</summary>
    internal bool IsDue(long now, TimeSpan age)
    {
        var asked = Volatile.Read(ref _askedAt);
        return now - age.Ticks > asked && Interlocked.CompareExchange(ref _askedAt, now, asked) == asked;
    }

    internal void SetRows(long rows) => Volatile.Write(ref _rows, rows);
}
