using DeploymentFlex.Conformance.Vectors;
using DeploymentFlex.Vectors;

namespace DeploymentFlex.Layers.Tests.Vectors;

/// <summary>The cases, for a store whose records are on a server: opened anew it has them all.</summary>
public abstract class ServerVectorStoreConformance<TStore>(Func<TStore> open) : VectorStoreConformance, IAsyncDisposable
    where TStore : class, IVectorStore
{
    private TStore _store = open();

    protected override IVectorStore Store => _store;

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        GC.SuppressFinalize(this);
    }

    protected override async ValueTask ReopenAsync()
    {
        await CloseAsync();
        _store = open();
    }

    private async ValueTask CloseAsync()
    {
        if (_store is IAsyncDisposable store)
        {
            await store.DisposeAsync();
        }
        else
        {
            (_store as IDisposable)?.Dispose();
        }
    }
}
