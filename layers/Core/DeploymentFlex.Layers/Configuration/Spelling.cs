namespace DeploymentFlex.Layers.Configuration;

/// <summary>Finds the word that was meant.</summary>
internal static class Spelling
{
    /// <summary>The known word that is one slip in three letters away or nearer, or begins like it; <see langword="null"/> when there is none.</summary>
    public static string? Nearest(string word, IEnumerable<string> known) =>
        known
            .Select(candidate => (Word: candidate, Distance: Distance(word, candidate)))
            .Where(near => near.Distance <= Math.Max(1, near.Word.Length / 3) || (word.Length > 1 && near.Word.StartsWith(word, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(static near => near.Distance)
            .FirstOrDefault()
            .Word;

    /// <summary>Letters to insert, remove, replace or swap with their neighbour (optimal string alignment).</summary>
    internal static int Distance(string a, string b)
    {
        var distance = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                distance[i, j] = i == 0 || j == 0 ? i + j : Step(i, j);
            }
        }

        return distance[a.Length, b.Length];

        int Step(int i, int j)
        {
            var replaced = distance[i - 1, j - 1] + (Same(a[i - 1], b[j - 1]) ? 0 : 1);
            var best = Math.Min(replaced, Math.Min(distance[i - 1, j], distance[i, j - 1]) + 1);
            return i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1])
                ? Math.Min(best, distance[i - 2, j - 2] + 1)
                : best;
        }
    }

    private static bool Same(char a, char b) => char.ToLowerInvariant(a) == char.ToLowerInvariant(b);
}
