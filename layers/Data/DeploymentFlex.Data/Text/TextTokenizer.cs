using System.Text;

namespace DeploymentFlex.Data.Text;

/// <summary>
/// Splits text into what can be searched for; one for all providers, so that an index and a query always agree.
/// Addresses, paths, ids and numbers with separators are kept whole, and their useful parts come along:
/// <c>dfs.DataNode$PacketResponder</c> is itself, <c>dfs</c>, <c>datanode</c> and <c>packetresponder</c>. Words are
/// lowercased and lose their English endings. A token holds letters, digits, other non-ASCII characters that are neither
/// space nor punctuation, and <c>._-:/\@$#%+,</c>.
/// </summary>
public static class TextTokenizer
{
    /// <summary>The characters of the tokens of one text, at most; what comes after is not indexed.</summary>
    public const int MaxOutput = 256 * 1024;

    private const int MaxJoiners = 3;

    /// <summary>The tokens of a text in their order, separated by spaces.</summary>
    public static string Join(ReadOnlySpan<char> text)
    {
        var writer = new TokenWriter(Math.Min(text.Length * 2, MaxOutput));
        try
        {
            Split(TextFold.Apply(text.Length > MaxOutput ? text[..MaxOutput] : text), ref writer);
            return writer.ToString();
        }
        finally
        {
            writer.Dispose();
        }
    }

    /// <summary>The distinct tokens of a text.</summary>
    public static IReadOnlyList<string> Tokens(ReadOnlySpan<char> text) =>
        [.. Join(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];

    private static void Split(ReadOnlySpan<char> text, ref TokenWriter writer)
    {
        var i = 0;
        while (i < text.Length && writer.Length < MaxOutput)
        {
            var width = WordWidth(text, i);
            if (width == 0 && !StartsAddress(text, i))
            {
                i++;
                continue;
            }

            var end = EndOfRun(text, width == 0 ? i + 2 : i);
            TokenRun.Write(text[i..end], ref writer);
            i = end;
        }
    }

    /// <summary>The IPv6 addresses that begin with <c>::</c>.</summary>
    private static bool StartsAddress(ReadOnlySpan<char> text, int i) =>
        text[i] is ':' && i + 2 < text.Length && text[i + 1] is ':' && char.IsAsciiHexDigit(text[i + 2]);

    /// <summary>Where the run of word characters, and of joiners between them, ends.</summary>
    private static int EndOfRun(ReadOnlySpan<char> text, int i)
    {
        while (i < text.Length)
        {
            var width = WordWidth(text, i);
            if (width == 0)
            {
                width = JoinersWidth(text, i);
                if (width == 0)
                {
                    return i;
                }
            }

            i += width;
        }

        return i;
    }

    /// <summary>How many joiners stand at a place between two word characters, or none when they separate.</summary>
    private static int JoinersWidth(ReadOnlySpan<char> text, int start)
    {
        var i = start;
        while (i < text.Length && IsJoiner(text[i]))
        {
            // Dots and dashes in a row are drawn lines; these four in a row are syntax.
            if (i - start == MaxJoiners || (i > start && text[i] == text[i - 1] && text[i] is not (':' or '/' or '\\' or '_')))
            {
                return 0;
            }

            i++;
        }

        if (i == start || i == text.Length || WordWidth(text, i) == 0)
        {
            return 0;
        }

        var isList = text[start..i].Contains(',') && !(i - start == 1 && char.IsAsciiDigit(text[start - 1]) && char.IsAsciiDigit(text[i]));
        return isList ? 0 : i - start;
    }

    private static bool IsJoiner(char letter) =>
        letter is '.' or '_' or '-' or ':' or '/' or '\\' or '@' or '$' or '#' or '%' or '+' or ',';

    /// <summary>The characters of the word character at a place: 1, 2 for a surrogate pair, 0 when it is none.</summary>
    private static int WordWidth(ReadOnlySpan<char> text, int i)
    {
        var letter = text[i];
        if (char.IsAscii(letter))
        {
            return char.IsAsciiLetterOrDigit(letter) ? 1 : 0;
        }

        if (!char.IsSurrogate(letter))
        {
            return IsWord(Rune.GetUnicodeCategory(new Rune(letter))) ? 1 : 0;
        }

        Rune.DecodeFromUtf16(text[i..], out var rune, out var width);
        return rune != Rune.ReplacementChar && IsWord(Rune.GetUnicodeCategory(rune)) ? width : 0;
    }

    private static bool IsWord(System.Globalization.UnicodeCategory category) =>
        category is <= System.Globalization.UnicodeCategory.OtherNumber and not System.Globalization.UnicodeCategory.EnclosingMark;
}
