namespace DeploymentFlex.Services.Knowledge.Embedding;

/// <summary>
/// Takes the common endings of English off, so that fail, fails, failed and failing are one word. Lighter than Porter's
/// stemmer: a word that is not English should come out as it went in.
/// </summary>
internal static class Stemmer
{
    private const int MinStem = 3;

    private static readonly string[] s_endings = ["ations", "ation", "ments", "ment", "ings", "ing", "edly", "ed", "ly", "es", "s"];

    /// <summary>The stem of a word in lower case.</summary>
    public static ReadOnlySpan<char> Stem(ReadOnlySpan<char> word)
    {
        foreach (var ending in s_endings)
        {
            if (word.Length >= ending.Length + MinStem && word.EndsWith(ending) && !(ending is "s" && word.EndsWith("ss")))
            {
                return Undouble(word[..^ending.Length]);
            }
        }

        return word.Length > MinStem && word[^1] == 'e' ? word[..^1] : word;
    }

    /// <summary>dropp(ed), stopp(ing) and at(e)s: what an ending did to the stem before it.</summary>
    private static ReadOnlySpan<char> Undouble(ReadOnlySpan<char> stem) => stem switch
    {
        [.., var a, var b] when stem.Length > MinStem && a == b && b is not ('l' or 's' or 'z') => stem[..^1],
        [.., 'e'] when stem.Length > MinStem => stem[..^1],
        _ => stem,
    };
}
