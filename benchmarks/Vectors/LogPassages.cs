using DeploymentFlex.Services.Knowledge.Embedding;
using DeploymentFlex.TestSupport;
using DeploymentFlex.Vectors;

namespace DeploymentFlex.Benchmarks.Vectors;

/// <summary>Passages of real logs, of one to nine lines each, as knowledge's own embedder sees them; and longer ones to ask for.</summary>
internal static class LogPassages
{
    private const int LongestPassage = 9;
    private const int QueryLines = 11;

    public static async Task<(VectorRecord[] Records, ReadOnlyMemory<float>[] Queries)> ReadAsync(int count, int queries)
    {
        var lines = Directory.GetFiles(Path.Combine(Clone.Root, "tests", "Data", "loghub"), "*.log").Order(StringComparer.Ordinal).SelectMany(File.ReadAllLines).ToArray();
        var passages = Enumerable.Range(1, LongestPassage).SelectMany(length => Windows(lines, length)).Take(count).ToArray();
        var embedder = new HashedEmbedder();
        var vectors = await embedder.EmbedAsync(passages, CancellationToken.None);
        var asked = Windows(lines, QueryLines).Where((_, i) => i % (lines.Length / queries) == 0).Take(queries).ToArray();
        var records = vectors.Select(static (vector, i) => new VectorRecord(
            Guid.CreateVersion7(), vector, new Dictionary<string, string>(StringComparer.Ordinal) { ["case"] = $"case {i % 50}" }));
        return ([.. records], [.. await embedder.EmbedAsync(asked, CancellationToken.None)]);
    }

    private static IEnumerable<string> Windows(string[] lines, int length) =>
        Enumerable.Range(0, lines.Length - length).Select(start => string.Join('\n', lines.AsSpan(start, length).ToArray()));
}
