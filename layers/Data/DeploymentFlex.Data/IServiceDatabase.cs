namespace DeploymentFlex.Data;

/// <summary>A database as its provider gives it, with what the layer itself needs beyond reading and writing.</summary>
public interface IServiceDatabase<TContext> : IDatabase<TContext>
    where TContext : ServiceDbContext
{
    /// <summary>Runs work outside of any transaction while nothing else of this process writes: for migrations.</summary>
    Task<TResult> MaintainAsync<TResult>(
        Func<TContext, CancellationToken, Task<TResult>> work, CancellationToken cancellationToken);

    /// <summary>Whether a migration ever began on it; asking makes nothing.</summary>
    Task<bool> ExistsAsync(CancellationToken cancellationToken);
}
