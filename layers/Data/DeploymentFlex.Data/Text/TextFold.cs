using System.Text;

namespace DeploymentFlex.Data.Text;

/// <summary>
/// Writes the same text in one way: accents off Latin letters, full-width forms and ligatures as plain letters. As NFKC
/// does it, as far as logs and notes need it, and without the tables of an operating system, so that an index moves
/// between machines.
/// </summary>
internal static class TextFold
{
    private const char FirstLatin = '\u00C0';

    // The base letter of each of U+00C0 to U+017F; the few that stand for two letters are written out below.
    private const string Latin =
        "AAAAAAACEEEEIIIIDNOOOOO×OUUUUYTsaaaaaaaceeeeiiiidnooooo÷ouuuuyty"
        + "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlLlLl"
        + "NnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";

    public static ReadOnlySpan<char> Apply(ReadOnlySpan<char> text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        var folded = new StringBuilder(text.Length + 8);
        foreach (var letter in text)
        {
            Append(folded, letter);
        }

        return folded.ToString();
    }

    private static void Append(StringBuilder folded, char letter)
    {
        switch (letter)
        {
            case < FirstLatin:
                folded.Append(letter);
                break;
            case 'Æ' or 'æ':
                folded.Append(letter is 'Æ' ? "AE" : "ae");
                break;
            case 'Œ' or 'œ':
                folded.Append(letter is 'Œ' ? "OE" : "oe");
                break;
            case 'ß':
                folded.Append("ss");
                break;
            case < '\u0180':
                folded.Append(Latin[letter - FirstLatin]);
                break;
            case >= '\u0300' and <= '\u036F':
                break; // A combining accent: what it stands on is written already.
            case >= '\uFB00' and <= '\uFB06':
                folded.Append(Ligature(letter));
                break;
            case >= '\uFF01' and <= '\uFF5E':
                folded.Append((char)(letter - 0xFEE0));
                break;
            default:
                folded.Append(letter);
                break;
        }
    }

    private static string Ligature(char letter) => letter switch
    {
        '\uFB00' => "ff",
        '\uFB01' => "fi",
        '\uFB02' => "fl",
        '\uFB03' => "ffi",
        '\uFB04' => "ffl",
        _ => "st",
    };
}
