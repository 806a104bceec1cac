using DeploymentFlex.Services.Knowledge.Embedding;
using DeploymentFlex.Vectors;

namespace DeploymentFlex.Services.Knowledge.Storage;

/// <summary>
/// The vectors of passages. Their collection is named after the embedder and its dimension, so that vectors of two
/// embedders never meet.
/// </summary>
internal sealed class PassageVectors(IVectorStore store, IEmbedder embedder)
{
    private const string EvidenceKey = "evidence";
    private const string CaseKey = "case";

    /// <summary>The collection of the embedder that is configured.</summary>
    public string Collection { get; } = $"passages-{embedder.Name}-{embedder.Dimensions}";

    /// <summary>Adds the vectors of passages, or replaces them.</summary>
    public async Task AddAsync(Guid evidenceId, Guid caseId, IReadOnlyList<Passage> passages, CancellationToken cancellationToken)
    {
        if (passages.Count == 0)
        {
            return;
        }

        // Each time: the store remembers what is there, and is told when somebody dropped it on the server.
        await store.EnsureCollectionAsync(Collection, embedder.Dimensions, cancellationToken);
        var embedded = await embedder.EmbedAsync([.. passages.Select(static passage => passage.Text)], cancellationToken);
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal) { [EvidenceKey] = $"{evidenceId}", [CaseKey] = $"{caseId}" };
        await store.UpsertAsync(
            Collection, [.. passages.Zip(embedded, (passage, vector) => new VectorRecord(passage.Id, vector, metadata))], cancellationToken);
    }

    /// <summary>The passages nearest to a text, best first, that are near at all.</summary>
    public async Task<IReadOnlyList<Guid>> SearchAsync(string text, Guid? caseId, int limit, CancellationToken cancellationToken)
    {
        var query = await embedder.EmbedAsync([text], cancellationToken);
        var filter = caseId is { } id ? VectorFilter.For(CaseKey, $"{id}") : null;
        var matches = await store.SearchAsync(Collection, query[0], limit, filter, cancellationToken);
        return [.. matches.TakeWhile(match => match.Score >= embedder.MinScore).Select(static match => match.Id)];
    }

    /// <summary>Removes the vectors of an evidence, also those in the collection of another embedder.</summary>
    public async Task RemoveAsync(Guid evidenceId, string? otherCollection, CancellationToken cancellationToken)
    {
        await store.DeleteAsync(Collection, VectorFilter.For(EvidenceKey, $"{evidenceId}"), cancellationToken);
        if (otherCollection is not null && otherCollection != Collection)
        {
            await RemoveOtherAsync(evidenceId, otherCollection, cancellationToken);
        }
    }

    /// <summary>Removes the vectors of an evidence from the collection of another embedder.</summary>
    public async Task RemoveOtherAsync(Guid evidenceId, string collection, CancellationToken cancellationToken) =>
        await store.DeleteAsync(collection, VectorFilter.For(EvidenceKey, $"{evidenceId}"), cancellationToken);
}
