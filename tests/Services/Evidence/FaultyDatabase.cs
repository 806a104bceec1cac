using DeploymentFlex.Data;
using DeploymentFlex.Layers;
using DeploymentFlex.Services.Evidence.Model;

namespace DeploymentFlex.Services.Tests.Evidence;

/// <summary>A database whose next writes can be made to fail, before they are committed or after.</summary>
internal sealed class FaultyDatabase(IDatabase<EvidenceDbContext> inner) : IDatabase<EvidenceDbContext>
{
    public bool FailsBeforeCommit { get; set; }

    public bool FailsAfterCommit { get; set; }

    public Task<TResult> ReadAsync<TResult>(Func<EvidenceDbContext, CancellationToken, Task<TResult>> work, CancellationToken cancellationToken) =>
        inner.ReadAsync(work, cancellationToken);

    public async Task<TResult> WriteAsync<TResult>(Func<EvidenceDbContext, CancellationToken, Task<TResult>> work, CancellationToken cancellationToken)
    {
        if (FailsBeforeCommit)
        {
            throw Gone();
        }

        var result = await inner.WriteAsync(work, cancellationToken);
        return FailsAfterCommit ? throw Gone() : result;
    }

    private static LayerUnavailableException Gone() => new("Data", "The database is gone.", TimeSpan.FromSeconds(1));
}
