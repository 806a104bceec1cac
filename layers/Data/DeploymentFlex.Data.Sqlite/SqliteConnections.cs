using Microsoft.Data.Sqlite;

namespace DeploymentFlex.Data.Sqlite;

/// <summary>Opens connections to a database file: one that writes, and others that read snapshots.</summary>
internal static class SqliteConnections
{
    private const int BusySeconds = 5;

    /// <summary>
    /// The connection that writes and checkpoints. A commit is on the disk when it returns: <c>synchronous=FULL</c> syncs
    /// the write-ahead log at each (https://sqlite.org/pragma.html#pragma_synchronous).
    /// </summary>
    public static SqliteConnection OpenWriter(string path) =>
        Open(
            path,
            """
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            PRAGMA foreign_keys = ON;
            PRAGMA journal_size_limit = 67108864;
            PRAGMA cache_size = -8192;
            PRAGMA temp_store = MEMORY;
            """);

    public static SqliteConnection OpenReader(string path) => Open(path, "PRAGMA query_only = ON;");

    private static SqliteConnection Open(string path, string settings)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
            DefaultTimeout = BusySeconds,
        }.ConnectionString);
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Both texts are constants above.
            command.CommandText = $"PRAGMA busy_timeout = {BusySeconds * 1000};{settings}";
#pragma warning restore CA2100
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
