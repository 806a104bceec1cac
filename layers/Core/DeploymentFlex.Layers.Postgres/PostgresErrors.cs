using Npgsql;

namespace DeploymentFlex.Layers.Postgres;

/// <summary>What PostgreSQL's errors mean for a caller (https://www.postgresql.org/docs/current/errcodes-appendix.html).</summary>
public static class PostgresErrors
{
    /// <summary>The transaction lost against another and may be run again: a serialisation failure, or a deadlock.</summary>
    public static bool IsConflict(Exception error) =>
        Find(error) is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected };

    /// <summary>The server is away, full, ends, or refuses the password; the same call may work later.</summary>
    public static bool IsTransient(Exception error) => Find(error) switch
    {
        PostgresException found => found.SqlState[..2] is "08" or "28" or "53" or "57" or "58" || found.SqlState is "25006",
        // Raised by the client itself: there is no connection, or it broke.
        not null => true,
        null => false,
    };

    /// <summary>What a caller is told of a transient error.</summary>
    public static LayerUnavailableException Unavailable(string layer, string schema, Exception error) => new(
        layer, $"The database of {schema} is not available: {Find(error)?.Message ?? error.Message}", TimeSpan.FromSeconds(1), error)
    {
        IsOutage = Find(error) is not PostgresException { SqlState: PostgresErrorCodes.DiskFull },
    };

    // What the server says of a call that its caller gave up (57014) is inside of a cancellation, and is no error of it.
    private static NpgsqlException? Find(Exception? error)
    {
        while (error is not (null or NpgsqlException or OperationCanceledException))
        {
            error = error.InnerException;
        }

        return error as NpgsqlException;
    }
}
