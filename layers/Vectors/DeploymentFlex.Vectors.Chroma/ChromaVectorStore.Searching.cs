using System.Numerics.Tensors;
using System.Text.Json.Nodes;
using DeploymentFlex.Vectors.Servers;
using static DeploymentFlex.Vectors.Chroma.ChromaMessages;

namespace DeploymentFlex.Vectors.Chroma;

/// <content>
/// Searching. Chroma's graph loses its way to some of the records whose vectors are equal, as those of the same line in
/// two logs are: more of them than a record has neighbours. Its table of records knows them all.
/// </content>
public sealed partial class ChromaVectorStore
{
    // What a search reads at most when the graph found too few: about half a second at 384 dimensions.
    private const int MostCompared = 5000;
    private const int ComparedAtOnce = 1000;

    protected override async ValueTask<IReadOnlyList<VectorMatch>> SearchAsync(
        ChromaCollection collection, ReadOnlyMemory<float> query, int top, VectorFilter? filter, CancellationToken cancellationToken)
    {
        var unit = UnitVector.Of(query.Span);
        var found = await SearchGraphAsync(collection, unit, top, filter, cancellationToken);
        if (found.Count >= top)
        {
            return found;
        }

        var there = await GetAsync(collection, new Get([], Where: Where(filter), Limit: found.Count + 1), cancellationToken);
        return there.Ids.Count <= found.Count ? found : await CompareAsync(collection, unit, top, filter, found, cancellationToken);
    }

    private async ValueTask<IReadOnlyList<VectorMatch>> SearchGraphAsync(
        ChromaCollection collection, float[] query, int top, VectorFilter? filter, CancellationToken cancellationToken)
    {
        var request = new Query([query], top, ["metadatas", "distances"], Where(filter));
        var answer = await _http.PostAsync(PathOf(collection, "query"), request, ChromaJson.Default.Query, ChromaJson.Default.Matches, cancellationToken)
            ?? throw new CollectionGoneException(collection.Name);
        if (answer is not { Ids: [{ } ids], Distances: [{ } distances], Metadatas: [{ } metadatas] }
            || distances.Count != ids.Count || metadatas.Count != ids.Count || distances.Contains(null))
        {
            throw _http.Unreadable();
        }

        return [.. ids.Select((id, i) => new VectorMatch(id, UnitVector.Score(1 - distances[i]!.Value), Read(metadatas[i])))];
    }

    /// <summary>The best of what the graph found and of what it did not.</summary>
    private async ValueTask<IReadOnlyList<VectorMatch>> CompareAsync(
        ChromaCollection collection, float[] query, int top, VectorFilter? filter, IReadOnlyList<VectorMatch> found, CancellationToken cancellationToken)
    {
        var matches = new Dictionary<Guid, VectorMatch>();
        foreach (var match in found)
        {
            matches[match.Id] = match;
        }

        for (var offset = 0; offset < MostCompared; offset += ComparedAtOnce)
        {
            var page = await GetRecordsAsync(collection, Where(filter), ComparedAtOnce, offset, cancellationToken);
            foreach (var record in page)
            {
                matches[record.Id] = new VectorMatch(record.Id, UnitVector.Score(TensorPrimitives.Dot(query, record.Vector.Span)), record.Metadata);
            }

            if (page.Count < ComparedAtOnce)
            {
                break;
            }
        }

        return [.. matches.Values.OrderByDescending(static match => match.Score).Take(top)];
    }

    private static JsonObject? Where(VectorFilter? filter)
    {
        if (filter is null)
        {
            return null;
        }

        var conditions = filter.Equal.Select(static pair => new JsonObject { [pair.Key] = new JsonObject { ["$eq"] = pair.Value } }).ToArray();
        return conditions is [var one] ? one : new JsonObject { ["$and"] = new JsonArray([.. conditions]) };
    }
}
