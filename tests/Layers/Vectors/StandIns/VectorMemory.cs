using System.Text.Json.Nodes;

namespace DeploymentFlex.Layers.Tests.Vectors.StandIns;

/// <summary>A collection as a stand-in holds it, in the order of its ids.</summary>
internal sealed class VectorMemory(int dimensions)
{
    public int Dimensions { get; } = dimensions;

    public SortedDictionary<string, (float[] Vector, JsonObject Metadata)> Items { get; } = new(StringComparer.Ordinal);

    public void Put(string id, JsonNode vector, JsonNode? metadata) =>
        Items[id] = ([.. vector.AsArray().Select(static item => item!.GetValue<float>())], metadata?.DeepClone().AsObject() ?? new JsonObject());

    public IEnumerable<(string Id, double Cosine)> Search(JsonNode query, Func<JsonObject, bool> passes)
    {
        var vector = query.AsArray().Select(static item => item!.GetValue<float>()).ToArray();
        return Items.Where(item => passes(item.Value.Metadata)).Select(item => (item.Key, Cosine: Cosine(vector, item.Value.Vector))).OrderByDescending(static item => item.Cosine);
    }

    public bool Fits(JsonNode vector) => vector.AsArray().Count == Dimensions;

    private static double Cosine(float[] x, float[] y)
    {
        double product = 0, lengthX = 0, lengthY = 0;
        for (var i = 0; i < x.Length; i++)
        {
            product += (double)x[i] * y[i];
            lengthX += (double)x[i] * x[i];
            lengthY += (double)y[i] * y[i];
        }

        return product / Math.Sqrt(lengthX * lengthY);
    }
}
