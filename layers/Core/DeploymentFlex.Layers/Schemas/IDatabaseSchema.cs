using DeploymentFlex.Layers.Configuration;

namespace DeploymentFlex.Layers.Schemas;

/// <summary>The schema of one database of this process.</summary>
public interface IDatabaseSchema
{
    /// <summary>The database's name.</summary>
    string Database { get; }

    /// <summary>Brings the schema up to date, and returns the ids of the migrations that it applied.</summary>
    /// <exception cref="SettingsException">The schema is of a newer code, and does not serve this one any more.</exception>
    Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken);

    /// <summary>Checks that the schema serves this code.</summary>
    /// <exception cref="SettingsException">It is older than this code needs, or does not serve this code any more.</exception>
    Task CheckAsync(CancellationToken cancellationToken);
}
