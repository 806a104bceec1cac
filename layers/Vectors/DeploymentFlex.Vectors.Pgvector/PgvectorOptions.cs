using System.ComponentModel.DataAnnotations;
using DeploymentFlex.Layers.Postgres;

namespace DeploymentFlex.Vectors.Pgvector;

/// <summary>
/// A PostgreSQL database with pgvector: <c>Layers:Vectors:pgvector</c>. Where this names no server, it is the one of
/// <c>ConnectionStrings:vectors</c>, else the one of the data layer.
/// </summary>
public sealed class PgvectorOptions : PostgresOptions
{
    /// <summary>The schema of its tables.</summary>
    [RegularExpression("^[a-z_][a-z0-9_]{0,47}$", ErrorMessage = "must be 1 to 48 small letters, digits and underscores, no digit first.")]
    public string Schema { get; set; } = "vectors";

    /// <summary>How many candidates a search of the index looks at, at least: more finds more of the nearest, and takes longer.</summary>
    [Range(10, 1_000, ErrorMessage = "must be between 10 and 1000.")]
    public int EfSearch { get; set; } = 100;

    /// <summary>A collection of fewer records than this is searched without its index: every record is looked at.</summary>
    [Range(0, int.MaxValue, ErrorMessage = "must not be negative.")]
    public int ExactBelow { get; set; } = 10_000;
}
