using System.Text.RegularExpressions;

namespace DeploymentFlex.Services.Knowledge.Splitting;

/// <summary>
/// The timestamp that a log line begins with: ISO 8601 and its kin, syslog, Apache, day-first dates, compact dates,
/// seconds since 1970 and since boot.
/// </summary>
internal static partial class LeadingTimestamp
{
    // A longer run of characters than any timestamp need not be looked at.
    private const int MaxLength = 64;

    /// <summary>How many characters of the line it takes, brackets included; 0 when there is none.</summary>
    public static int Length(ReadOnlySpan<char> line)
    {
        if (line.IsEmpty || (!char.IsAsciiDigit(line[0]) && !char.IsAsciiLetterUpper(line[0]) && line[0] is not ('[' or '(' or '<')))
        {
            return 0;
        }

        foreach (var match in Pattern().EnumerateMatches(line[..Math.Min(line.Length, MaxLength)]))
        {
            return match.Length;
        }

        return 0;
    }

    [GeneratedRegex(
        """
        ^[\[(<]?(
          \d{4}[-/.]\d{2}[-/.]\d{2}([T\ _-]\ ?\d{1,2}:\d{2}(:\d{2}([.,:]\d{1,9})?)?)?(\ ?(Z|UTC|GMT|[+-]\d{2}:?\d{2}))?
        | \d{8}[-T\ ]\d{1,2}:\d{1,2}:\d{1,2}([.,:]\d{1,9})?
        | \d{6}\ \d{6}(?=\s)
        | ((Mon|Tue|Wed|Thu|Fri|Sat|Sun),?\ )?(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\ [\ \d]?\d\ (\d{4}\ )?\d{2}:\d{2}:\d{2}([.,]\d{1,9})?(\ \d{4})?
        | \d{1,2}[-/.\ ](\d{2}|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[-/.\ ]\d{2,4}[:\ ]\d{2}:\d{2}:\d{2}([.,]\d{1,9})?(\ [+-]\d{4})?
        | \d{1,2}:\d{2}:\d{2}([.,]\d{1,9})?
        | \d{10}(\d{3}|\.\d{1,9})?(?=[\s|,\])])
        | \ *\d{1,9}\.\d{6}(?=\])
        )[\])>]?
        """,
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}
