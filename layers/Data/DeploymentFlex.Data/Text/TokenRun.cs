using System.Buffers;

namespace DeploymentFlex.Data.Text;

/// <summary>Writes one run without spaces: whole, then its segments, their words, and the parts of words in camel case.</summary>
internal static class TokenRun
{
    private const int MaxParts = 32;
    private const int UsefulDigits = 3;

    private static readonly SearchValues<char> s_strong = SearchValues.Create("/\\:@,");
    private static readonly SearchValues<char> s_weak = SearchValues.Create("._-$#%+");
    private static readonly SearchValues<char> s_joiners = SearchValues.Create("/\\:@,._-$#%+");
    private static readonly SearchValues<char> s_hexWithColons = SearchValues.Create("0123456789abcdefABCDEF:");
    private static readonly SearchValues<char> s_hexWithDashes = SearchValues.Create("0123456789abcdefABCDEF-");

    public static void Write(ReadOnlySpan<char> run, ref TokenWriter writer)
    {
        var joiner = run.IndexOfAny(s_joiners);
        if (joiner < 0)
        {
            WriteWord(run, ref writer);
            return;
        }

        writer.Write(run);
        if (IsOne(run))
        {
            return;
        }

        var parts = MaxParts;
        var hasSegments = run.ContainsAny(s_strong);
        foreach (var range in run.SplitAny(s_strong))
        {
            var segment = run[range];
            var isWhole = !segment.ContainsAny(s_joiners);
            if (hasSegments && !isWhole && (HasLetter(segment) || segment.Contains('.')))
            {
                writer.Write(segment);
            }

            if (isWhole || HasLetter(segment) || !segment.Contains('.'))
            {
                parts = WriteWords(segment, parts, ref writer);
            }
        }
    }

    private static int WriteWords(ReadOnlySpan<char> segment, int parts, ref TokenWriter writer)
    {
        foreach (var range in segment.SplitAny(s_weak))
        {
            var word = segment[range];
            if (word.IsEmpty || (word.Length < UsefulDigits && !HasLetter(word)))
            {
                continue;
            }

            if (parts-- <= 0)
            {
                break;
            }

            WriteWord(word, ref writer);
        }

        return parts;
    }

    /// <summary>Times, IPv6 and hardware addresses, and UUIDs, whose parts mean nothing.</summary>
    private static bool IsOne(ReadOnlySpan<char> run) =>
        (run.Count(':') >= 2 && !run.ContainsAnyExcept(s_hexWithColons))
        || (run.Length == 36 && run.Count('-') == 4 && !run.ContainsAnyExcept(s_hexWithDashes));

    private static bool HasLetter(ReadOnlySpan<char> text)
    {
        foreach (var letter in text)
        {
            if (!char.IsAsciiDigit(letter) && !s_joiners.Contains(letter))
            {
                return true;
            }
        }

        return false;
    }

    private static void WriteWord(ReadOnlySpan<char> word, ref TokenWriter writer)
    {
        writer.Write(word);
        var parts = MaxParts;
        var start = 0;
        for (var i = 1; i < word.Length && parts > 0; i++)
        {
            if (IsIdeograph(word[i]) && IsIdeograph(word[i - 1]))
            {
                // Nothing separates words there: each two characters are a token.
                writer.Write(word.Slice(i - 1, 2));
            }

            if (BeginsPart(word, i))
            {
                parts = WritePart(word[start..i], parts, ref writer);
                start = i;
            }
        }

        if (start > 0)
        {
            WritePart(word[start..], parts, ref writer);
        }
    }

    private static int WritePart(ReadOnlySpan<char> part, int parts, ref TokenWriter writer)
    {
        if (part.Length < 2)
        {
            return parts;
        }

        writer.Write(part);
        return parts - 1;
    }

    /// <summary>Whether camel case begins a part: <c>data|Node</c>, <c>HTTP|Server</c>.</summary>
    private static bool BeginsPart(ReadOnlySpan<char> word, int i) =>
        char.IsUpper(word[i])
        && (char.IsLower(word[i - 1]) || (char.IsUpper(word[i - 1]) && i + 1 < word.Length && char.IsLower(word[i + 1])));

    private static bool IsIdeograph(char letter) => letter is >= '\u2E80' and <= '\u9FFF' or >= '\uAC00' and <= '\uD7AF';
}
