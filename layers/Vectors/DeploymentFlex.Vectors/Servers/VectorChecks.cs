using DeploymentFlex.Layers.Checks;

namespace DeploymentFlex.Vectors.Servers;

/// <summary>Tries on a server of vectors what the layer does, and leaves nothing behind.</summary>
public static class VectorChecks
{
    private const int Dimensions = 8;

    /// <summary>Makes a collection, writes a record, finds it by vector and filter, and deletes both.</summary>
    /// <param name="store">The store, which answers and knows who we are.</param>
    /// <param name="checks">Gets what was seen.</param>
    /// <param name="grant">What to allow when it is not, a sentence.</param>
    /// <param name="cancellationToken">Cancelled when there is no more time.</param>
    public static async ValueTask RunAsync<TCollection>(
        ServerVectorStore<TCollection> store, CheckList checks, string grant, CancellationToken cancellationToken)
        where TCollection : ServerCollection
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(checks);
        var collection = $"deploymentflex-check-{Guid.CreateVersion7():n}";
        var vector = new float[Dimensions];
        vector[0] = 1;
        await checks.RunAsync(
            CheckNames.Permissions,
            grant,
            async token =>
            {
                try
                {
                    await store.EnsureCollectionAsync(collection, Dimensions, token);
                    var record = new VectorRecord(
                        Guid.CreateVersion7(), vector, new Dictionary<string, string>(StringComparer.Ordinal) { ["check"] = collection });
                    await store.UpsertAsync(collection, [record], token);
                    var found = await store.SearchAsync(collection, vector, 1, VectorFilter.For("check", collection), token);
                    if (found is not [{ Score: > 0.999 }])
                    {
                        throw new IOException("What was written is not found, or not with the score of the cosine.");
                    }
                }
                finally
                {
                    await store.DropCollectionAsync(collection, token);
                }

                return "makes collections, writes, finds, deletes";
            },
            cancellationToken);
    }
}
