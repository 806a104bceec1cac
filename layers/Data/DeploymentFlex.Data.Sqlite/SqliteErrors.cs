using DeploymentFlex.Layers;
using Microsoft.Data.Sqlite;

namespace DeploymentFlex.Data.Sqlite;

/// <summary>Which of SQLite's errors pass, so that the same call may work later.</summary>
internal static class SqliteErrors
{
    // https://sqlite.org/rescode.html: busy, locked, no memory, input/output, disk full, cannot open, locking protocol.
    private static readonly int[] s_transient = [5, 6, 7, 10, 13, 14, 15];

    public static bool IsTransient(Exception error) => Find(error) is { } found && s_transient.Contains(found.SqliteErrorCode);

    public static LayerUnavailableException Unavailable(string path, Exception error) => new(
        Layer.Data,
        $"The database {Path.GetFileName(path)} is not available: {Find(error)?.Message ?? error.Message}",
        TimeSpan.FromSeconds(1),
        error);

    private static SqliteException? Find(Exception? error)
    {
        while (error is not null and not SqliteException)
        {
            error = error.InnerException;
        }

        return error as SqliteException;
    }
}
