using DeploymentFlex.TestSupport;
using Microsoft.Data.Sqlite;

namespace DeploymentFlex.Layers.Tests.Credentials;

/// <summary>SQLite as the server behind a provider of another layer.</summary>
public sealed class SqliteFile : INamedServer
{
    public static string Product => "SQLite";

    public static string Version
    {
        get
        {
            using var connection = new SqliteConnection("Data Source=:memory:");
            return connection.ServerVersion;
        }
    }
}
