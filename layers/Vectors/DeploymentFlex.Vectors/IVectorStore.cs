namespace DeploymentFlex.Vectors;

/// <summary>
/// Vectors with metadata, in collections of one dimension each. Similarity is the cosine; a score is
/// (1 + cosine) / 2, so from 0 to 1 and higher is better, whatever the server calls its metric. A collection that is
/// not there is empty to readers. What a store is given is checked by <see cref="VectorInput"/>.
/// </summary>
public interface IVectorStore
{
    /// <summary>Makes the collection if there is none.</summary>
    /// <exception cref="VectorDimensionException">It is there with another dimension.</exception>
    ValueTask EnsureCollectionAsync(string collection, int dimensions, CancellationToken cancellationToken);

    /// <summary>Adds the records, or replaces those with the same id. Durable when it returns.</summary>
    /// <exception cref="VectorDimensionException">A vector has another dimension than the collection.</exception>
    /// <exception cref="ArgumentException">A vector has no direction, or there is no such collection.</exception>
    ValueTask UpsertAsync(string collection, IReadOnlyList<VectorRecord> records, CancellationToken cancellationToken);

    /// <summary>Deletes the records whose metadata has all these values, and returns how many there were.</summary>
    /// <exception cref="ArgumentException">The filter names nothing.</exception>
    ValueTask<int> DeleteAsync(string collection, VectorFilter filter, CancellationToken cancellationToken);

    /// <summary>The records nearest to the query, best first; only those that pass the filter, if there is one.</summary>
    ValueTask<IReadOnlyList<VectorMatch>> SearchAsync(
        string collection, ReadOnlyMemory<float> query, int top, VectorFilter? filter, CancellationToken cancellationToken);

    /// <summary>Up to <paramref name="limit"/> records in a stable order, after the cursor of an earlier page.</summary>
    ValueTask<VectorPage> ExportAsync(string collection, string? cursor, int limit, CancellationToken cancellationToken);

    /// <summary>The number of records.</summary>
    ValueTask<long> CountAsync(string collection, CancellationToken cancellationToken);
}
