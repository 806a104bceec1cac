using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Schemas;

namespace DeploymentFlex.Jobs;

/// <summary>The schema of the queue, where its provider has one; the others make what they need by themselves.</summary>
internal sealed class JobQueueSchema(ProviderChain<IJobQueue> chain) : IDatabaseSchema
{
    private IDatabaseSchema? Schema => chain.Primary as IDatabaseSchema;

    public string Database => Schema?.Database ?? chain.DisplayName;

    public Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken) =>
        Schema?.MigrateAsync(cancellationToken) ?? Task.FromResult<IReadOnlyList<string>>([]);

    public Task<IReadOnlyList<string>?> PendingAsync(CancellationToken cancellationToken) =>
        Schema?.PendingAsync(cancellationToken) ?? Task.FromResult<IReadOnlyList<string>?>([]);

    public Task CheckAsync(CancellationToken cancellationToken) => Schema?.CheckAsync(cancellationToken) ?? Task.CompletedTask;
}
