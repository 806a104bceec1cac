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

    /// <summary>
    /// The ids of the migrations that are yet to be applied; null where there is no database yet, and none is made. A schema
    /// without a list of its own only says whether it serves this code.
    /// </summary>
    /// <exception cref="SettingsException">The schema does not serve this code.</exception>
    async Task<IReadOnlyList<string>?> PendingAsync(CancellationToken cancellationToken)
    {
        await CheckAsync(cancellationToken);
        return [];
    }

    /// <summary>Checks that the schema serves this code.</summary>
    /// <exception cref="SettingsException">It is older than this code needs, or does not serve this code any more.</exception>
    Task CheckAsync(CancellationToken cancellationToken);
}
