using DeploymentFlex.Services.Knowledge.Embedding;

namespace DeploymentFlex.Services.Knowledge.Splitting;

/// <summary>
/// What two lines share that one statement of a program wrote: the text without its leading timestamp and with every
/// run of letters and digits that has a digit in it replaced.
/// </summary>
internal static class LineTemplate
{
    private const char Placeholder = '#';

    // Entries that begin alike and are long differ in what hardly matters: the depth of a stack trace.
    private const int MaxLength = 512;

    /// <summary>A number that is the same for all lines of a template.</summary>
    public static ulong Of(string text)
    {
        var rest = text.AsSpan(LeadingTimestamp.Length(text));
        Span<char> masked = stackalloc char[MaxLength];
        var length = 0;
        for (var i = 0; i < rest.Length && length < MaxLength;)
        {
            var end = i;
            var hasDigit = false;
            while (end < rest.Length && char.IsLetterOrDigit(rest[end]))
            {
                hasDigit |= char.IsAsciiDigit(rest[end]);
                end++;
            }

            if (hasDigit)
            {
                masked[length++] = Placeholder;
                i = end;
                continue;
            }

            end = Math.Max(end, i + 1);
            var part = rest[i..Math.Min(end, i + MaxLength - length)];
            part.CopyTo(masked[length..]);
            length += part.Length;
            i = end;
        }

        return FeatureHash.Of(masked[..length], seed: 0);
    }
}
