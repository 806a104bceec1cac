using DeploymentFlex.Layers.Chains;

namespace DeploymentFlex.Vectors;

/// <summary>Vectors through the chain: reads go to the first provider that is able to answer, writes to the primary or nowhere.</summary>
internal sealed class ChainedVectorStore : IVectorStore
{
    private readonly ProviderChain<IVectorStore> _chain;

    /// <param name="chain">The stores.</param>
    /// <param name="standIn">What the application keeps going with while none answers, or null.</param>
    public ChainedVectorStore(ProviderChain<IVectorStore> chain, string? standIn = null)
    {
        _chain = chain;
        chain.StandIn = standIn;
    }

    public async ValueTask EnsureCollectionAsync(string collection, int dimensions, CancellationToken cancellationToken)
    {
        var outcome = await _chain.OnPrimaryAsync(
            static async (store, state, attempt) =>
            {
                await store.EnsureCollectionAsync(state.collection, state.dimensions, attempt);
                return true;
            },
            (collection, dimensions),
            cancellationToken);
        outcome.GetResultOrThrow();
    }

    public async ValueTask UpsertAsync(string collection, IReadOnlyList<VectorRecord> records, CancellationToken cancellationToken)
    {
        var outcome = await _chain.OnPrimaryAsync(
            static async (store, state, attempt) =>
            {
                await store.UpsertAsync(state.collection, state.records, attempt);
                return true;
            },
            (collection, records),
            cancellationToken);
        outcome.GetResultOrThrow();
    }

    public async ValueTask<int> DeleteAsync(string collection, VectorFilter filter, CancellationToken cancellationToken)
    {
        var outcome = await _chain.OnPrimaryAsync(
            static (store, state, attempt) => store.DeleteAsync(state.collection, state.filter, attempt),
            (collection, filter),
            cancellationToken);
        return outcome.GetResultOrThrow();
    }

    public async ValueTask<IReadOnlyList<VectorMatch>> SearchAsync(
        string collection, ReadOnlyMemory<float> query, int top, VectorFilter? filter, CancellationToken cancellationToken)
    {
        var outcome = await _chain.WithFallbackAsync(
            static (store, state, attempt) => store.SearchAsync(state.collection, state.query, state.top, state.filter, attempt),
            (collection, query, top, filter),
            cancellationToken);
        return outcome.GetResultOrThrow();
    }

    public async ValueTask<VectorPage> ExportAsync(string collection, string? cursor, int limit, CancellationToken cancellationToken)
    {
        var outcome = await _chain.WithFallbackAsync(
            static (store, state, attempt) => store.ExportAsync(state.collection, state.cursor, state.limit, attempt),
            (collection, cursor, limit),
            cancellationToken);
        return outcome.GetResultOrThrow();
    }

    public async ValueTask<long> CountAsync(string collection, CancellationToken cancellationToken)
    {
        var outcome = await _chain.WithFallbackAsync(
            static (store, collection, attempt) => store.CountAsync(collection, attempt), collection, cancellationToken);
        return outcome.GetResultOrThrow();
    }
}
