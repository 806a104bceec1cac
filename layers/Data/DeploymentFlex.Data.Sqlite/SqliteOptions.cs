using System.ComponentModel.DataAnnotations;

namespace DeploymentFlex.Data.Sqlite;

/// <summary>Settings of the data provider <c>sqlite</c>: <c>Layers:Data:sqlite</c>.</summary>
public sealed class SqliteOptions
{
    /// <summary>The folder of the database files, one a service; without it <c>sqlite</c> in the deployment's data folder.</summary>
    [MinLength(1)]
    public string? Path { get; set; }
}
