using DeploymentFlex.Vectors;

namespace DeploymentFlex.Benchmarks;

/// <summary>The same made-up records every time.</summary>
internal static class RandomVectors
{
    public const int Dimensions = 384;

    public static float[] One(int seed)
    {
        var random = new Random(seed);
        var vector = new float[Dimensions];
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] = random.NextSingle() - 0.5f;
        }

        return vector;
    }

    public static VectorRecord[] Records(int count) =>
        [.. Enumerable.Range(0, count).Select(static i => new VectorRecord(
            Guid.CreateVersion7(),
            One(i),
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["case"] = $"case {i % 50}",
                ["evidence"] = $"evidence {i / 1000}",
                ["line"] = $"{i}",
            }))];
}
