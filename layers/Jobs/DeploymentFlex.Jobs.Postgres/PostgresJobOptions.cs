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
}
