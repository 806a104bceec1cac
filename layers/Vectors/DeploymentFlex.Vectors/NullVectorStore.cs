namespace DeploymentFlex.Vectors;

/// <summary>Takes every record and finds none: for tests and for deployments that search by words alone.</summary>
public sealed class NullVectorStore : IVectorStore
{
    public ValueTask EnsureCollectionAsync(string collection, int dimensions, CancellationToken cancellationToken) => default;

    public ValueTask UpsertAsync(string collection, IReadOnlyList<VectorRecord> records, CancellationToken cancellationToken) => default;

    public ValueTask<int> DeleteAsync(string collection, VectorFilter filter, CancellationToken cancellationToken) => default;

    public ValueTask<IReadOnlyList<VectorMatch>> SearchAsync(
        string collection, ReadOnlyMemory<float> query, int top, VectorFilter? filter, CancellationToken cancellationToken) => new((IReadOnlyList<VectorMatch>)[]);

    public ValueTask<VectorPage> ExportAsync(string collection, string? cursor, int limit, CancellationToken cancellationToken) =>
        new(new VectorPage([], Cursor: null));

    public ValueTask<long> CountAsync(string collection, CancellationToken cancellationToken) => default;
}
