namespace DeploymentFlex.Data;

/// <summary>
/// The database of one service. Work runs on a context of its own; a write is one transaction, and on SQLite one at
/// a time. Transient errors of the server surface as <see cref="DeploymentFlex.Layers.LayerUnavailableException"/>.
/// </summary>
public interface IDatabase<TContext>
    where TContext : ServiceDbContext
{
    /// <summary>Runs queries without tracking.</summary>
    Task<TResult> ReadAsync<TResult>(
        Func<TContext, CancellationToken, Task<TResult>> work, CancellationToken cancellationToken);

    /// <summary>
    /// Runs changes in one transaction, saves what the context tracks, and commits; durable when it returns. The work
    /// may run again where the server asks for it (serialisation failures), so it has no effects but on the context.
    /// </summary>
    Task<TResult> WriteAsync<TResult>(
        Func<TContext, CancellationToken, Task<TResult>> work, CancellationToken cancellationToken);
}
