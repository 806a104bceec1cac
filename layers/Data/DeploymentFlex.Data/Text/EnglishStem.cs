using System.Buffers;

namespace DeploymentFlex.Data.Text;

/// <summary>
/// Takes the endings off English words, so that a question in plain words finds a line: <c>failed</c>, <c>fails</c> and
/// <c>failure</c> are one. Lighter than Porter's; other languages' words pass with little harm.
/// </summary>
internal static class EnglishStem
{
    private static readonly SearchValues<char> s_vowels = SearchValues.Create("aeiouy");

    /// <summary>Shortens a word of the letters a to z in place; returns its new length.</summary>
    public static int Apply(Span<char> word)
    {
        var length = word.Length;
        if (length < 4)
        {
            return length;
        }

        length = Plural(word, length);
        length = EdOrIng(word, length);
        length = Ends(word, length, "ion") && length >= 6 && word[length - 4] is 's' or 't' ? length - 3 : length;
        length = length >= 4 && word[length - 1] is 'e' ? length - 1 : length;
        length = length >= 3 && word[length - 1] == word[length - 2] && !s_vowels.Contains(word[length - 1]) ? length - 1 : length;
        return length >= 6 && Ends(word, length, "ur") ? length - 2 : length;
    }

    private static int Plural(Span<char> word, int length)
    {
        if (word[length - 1] is not 's' || word[length - 2] is 's' or 'u' or 'i')
        {
            return length;
        }

        if (Ends(word, length, "sses"))
        {
            return length - 2;
        }

        return Ends(word, length, "ies") && length > 4 ? WithY(word, length) : length - 1;
    }

    private static int EdOrIng(Span<char> word, int length)
    {
        if (Ends(word, length, "ied") && length > 4)
        {
            return WithY(word, length);
        }

        if (Ends(word, length, "eed"))
        {
            return length;
        }

        var stem = Ends(word, length, "ed") ? length - 2 : Ends(word, length, "ing") ? length - 3 : length;
        return stem >= 3 && word[..stem].ContainsAny(s_vowels) ? stem : length;
    }

    private static int WithY(Span<char> word, int length)
    {
        word[length - 3] = 'y';
        return length - 2;
    }

    private static bool Ends(Span<char> word, int length, string ending) => word[..length].EndsWith(ending);
}
