using DeploymentFlex.Layers;
using Microsoft.Data.Sqlite;

namespace DeploymentFlex.Data.Sqlite;

/// <summary>Which of SQLite's errors pass, so that the same call may work later.</summary>
internal static class SqliteErrors
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int Full = 13;

    // https://sqlite.org/rescode.html; 7 no memory, 10 input/output, 14 cannot open, 15 locking protocol.
    private static readonly int[] s_transient = [Busy, Locked, 7, 10, Full, 14, 15];

    public static bool IsTransient(Exception error) => Find(error) is { } found && s_transient.Contains(found.SqliteErrorCode);

    public static LayerUnavailableException Unavailable(string path, Exception error) => new(
        Layer.Data,
        $"The database {Path.GetFileName(path)} is not available: {Find(error)?.Message ?? error.Message}",
        TimeSpan.FromSeconds(1),
        error)
    {
        IsOutage = Find(error) is not { SqliteErrorCode: Busy or Locked or Full },
    };

    private static SqliteException? Find(Exception? error)
    {
        while (error is not null and not SqliteException)
        {
            error = error.InnerException;
        }

        return error as SqliteException;
    }
}
