using DeploymentFlex.Layers.Chains;

namespace DeploymentFlex.Layers.Schemas;

/// <summary>The schema of a layer, where its primary <see cref="IKeepsSchema">keeps</see> one.</summary>
internal sealed class ChainSchema<TProvider>(ProviderChain<TProvider> chain) : IDatabaseSchema
    where TProvider : class
{
    private IDatabaseSchema? Schema => (chain.Primary as IKeepsSchema)?.Schema;

    public string Database => Schema?.Database ?? chain.DisplayName;

    public Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken) =>
        Schema?.MigrateAsync(cancellationToken) ?? Task.FromResult<IReadOnlyList<string>>([]);

    public Task<IReadOnlyList<string>?> PendingAsync(CancellationToken cancellationToken) =>
        Schema?.PendingAsync(cancellationToken) ?? Task.FromResult<IReadOnlyList<string>?>([]);

    public Task CheckAsync(CancellationToken cancellationToken) => Schema?.CheckAsync(cancellationToken) ?? Task.CompletedTask;
}
