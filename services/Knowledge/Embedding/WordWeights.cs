using System.Collections.Frozen;

namespace DeploymentFlex.Services.Knowledge.Embedding;

/// <summary>
/// How much a word tells, known beforehand: little for the words that hold sentences together and those that every log
/// line has, more for long ones than for short ones.
/// </summary>
internal static class WordWeights
{
    private const float FunctionWord = 0.08f;
    private const float LogWord = 0.35f;

    private static readonly FrozenDictionary<string, float> s_known = Create();
    private static readonly FrozenDictionary<string, float>.AlternateLookup<ReadOnlySpan<char>> s_lookup =
        s_known.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The weight of a word in lower case; that of one of middle length is 1.</summary>
    public static float Of(ReadOnlySpan<char> word) =>
        s_lookup.TryGetValue(word, out var weight) ? weight : word.Length switch
        {
            1 => 0.1f,
            2 => 0.4f,
            3 => 0.75f,
            4 => 0.8f,
            < 8 => 1,
            _ => 1.3f,
        };

    private static FrozenDictionary<string, float> Create()
    {
        const string functionWords =
            "a about after all an and any are as at be because been before but by can cannot could did do does during each for from "
            + "had has have he her his how i if in into is it its me my no not of on or our out over she should so some than that the "
            + "their them then there these they this those to too under up us was we were what when where which while who why will "
            + "with would you your happened";
        const string logWords = "info information notice debug trace warn warning error errors severe log logs line com org net jan feb mar apr may jun jul aug sep oct nov dec mon tue wed thu fri sat sun";
        return functionWords.Split(' ').Distinct(StringComparer.Ordinal).Select(static word => KeyValuePair.Create(word, FunctionWord))
            .Concat(logWords.Split(' ').Select(static word => KeyValuePair.Create(word, LogWord)))
            .ToFrozenDictionary(StringComparer.Ordinal);
    }
}
