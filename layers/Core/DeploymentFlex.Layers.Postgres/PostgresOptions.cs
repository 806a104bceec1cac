using System.ComponentModel.DataAnnotations;
using DeploymentFlex.Layers.Isolation;

namespace DeploymentFlex.Layers.Postgres;

/// <summary>
/// A PostgreSQL database: <c>Layers:Data:postgres</c> and the like of other layers. <see cref="Url"/> says at once what <see cref="Host"/>,
/// <see cref="Port"/>, <see cref="Database"/>, <see cref="Username"/> and <see cref="Password"/> say one by one, and comes
/// before them; <see cref="ConnectionString"/> is asked when neither is set.
/// </summary>
public class PostgresOptions : IValidatableObject, INamesEndpoints
{
    /// <summary><c>postgresql://user:password@host:port/database?sslmode=require</c>.</summary>
    public string? Url { get; set; }

    /// <summary>The database in Npgsql's own form, for example <c>Host=db;Username=flex;Password=…</c>; that of <c>ConnectionStrings</c> unless set.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>One host, or several with commas between, of which the one that takes writes is used.</summary>
    public string? Host { get; set; }

    [Range(1, 65_535, ErrorMessage = "must be between 1 and 65535.")]
    public int Port { get; set; } = 5432;

    public string Database { get; set; } = "deploymentflex";

    public string? Username { get; set; }

    public string? Password { get; set; }

    /// <summary>Whether connections are encrypted: <c>disable</c>, <c>prefer</c>, <c>require</c>, <c>verify-ca</c> or <c>verify-full</c>; null leaves it to <see cref="Url"/> or <see cref="ConnectionString"/>.</summary>
    [AllowedValues(null, "disable", "prefer", "require", "verify-ca", "verify-full", ErrorMessage = "must be disable, prefer, require, verify-ca or verify-full.")]
    public string? SslMode { get; set; }

    /// <summary>A file with the PEM certificates that may sign the server's; null for those the system trusts.</summary>
    public string? CaFile { get; set; }

    /// <summary>The connections of one service for reading, and again as many for writing, at most.</summary>
    [Range(1, 1_000, ErrorMessage = "must be between 1 and 1000.")]
    public int PoolSize { get; set; } = 20;

    /// <summary>The time that one statement has, in whole seconds; migrations have no such bound.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ErrorMessage = "must be between 00:00:01 and 01:00:00.")]
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(5);

    IEnumerable<NamedEndpoint> INamesEndpoints.Endpoints => PostgresConnections.EndpointsOf(this);

    public virtual IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Url is null && Host is null && ConnectionString is null)
        {
            yield return new("or Host must be set, for example postgresql://user:password@db:5432/deploymentflex.", [nameof(Url)]);
        }

        if (Url is not null && !(Uri.TryCreate(Url, UriKind.Absolute, out var url) && url.Scheme is "postgresql" or "postgres" && url.Host.Length > 0))
        {
            yield return new("must be postgresql://user:password@host:port/database.", [nameof(Url)]);
        }

        if (CaFile is not null && !File.Exists(CaFile))
        {
            yield return new("names no file.", [nameof(CaFile)]);
        }
    }
}
