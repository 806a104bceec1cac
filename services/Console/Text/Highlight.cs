using System.Text.RegularExpressions;

namespace DeploymentFlex.Services.Console.Text;

/// <summary>Finds the words of a query in a text, to mark them.</summary>
public sealed class Highlight
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(1);

    // A line can have megabytes; what a person looks at stands at its start.
    private const int Searched = 4_000;

    private readonly Regex? _words;

    public Highlight(string query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var words = query.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(static word => word.Trim('"', '\'', ',', '.', ';', ':', '?', '!', '(', ')'))
            .Where(static word => word.Length > 1)
            .OrderByDescending(static word => word.Length)
            .Select(Regex.Escape)
            .ToArray();
        _words = words.Length == 0
            ? null
            : new Regex($@"(?<![\p{{L}}\p{{N}}])(?:{string.Join('|', words)})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, s_limit);
    }

    /// <summary>The text in parts; a part that is a word of the query is marked.</summary>
    public IEnumerable<(string Part, bool Marked)> Split(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var at = 0;
        foreach (var match in _words?.Matches(text[..Math.Min(text.Length, Searched)]) ?? Enumerable.Empty<Match>())
        {
            if (match.Index > at)
            {
                yield return (text[at..match.Index], false);
            }

            yield return (match.Value, true);
            at = match.Index + match.Length;
        }

        if (at < text.Length)
        {
            yield return (text[at..], false);
        }
    }
}
