using System.ComponentModel.DataAnnotations;
using DeploymentFlex.Layers.Postgres;

namespace DeploymentFlex.Jobs.Postgres;

/// <summary>
/// A queue in a PostgreSQL database: <c>Layers:Jobs:postgres</c>. Where this names no server, it is the one of
/// <c>ConnectionStrings:queue</c>, else the one of the data layer.
/// </summary>
public sealed class PostgresJobOptions : PostgresOptions
{
    /// <summary>The schema of its tables.</summary>
    [RegularExpression("^[a-z_][a-z0-9_]{0,47}$", ErrorMessage = "must be 1 to 48 small letters, digits and underscores, no digit first.")]
    public string Schema { get; set; } = "jobs";

    /// <summary>How long the id of a job that is done is remembered.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00")]
    public TimeSpan DoneRetention { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Whether these settings say where the server is.</summary>
    internal bool NamesServer => Url is not null || Host is not null || ConnectionString is not null;

    internal void ConnectAs(PostgresOptions other)
    {
        Url = other.Url;
        ConnectionString = other.ConnectionString;
        Host = other.Host;
        Port = other.Port;
        Database = other.Database;
        Username = other.Username;
        Password = other.Password;
        SslMode ??= other.SslMode;
        CaFile ??= other.CaFile;
    }
}
