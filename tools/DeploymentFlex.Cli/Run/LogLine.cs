using System.Globalization;

namespace DeploymentFlex.Cli.Run;

/// <summary>One line of one service's log.</summary>
internal sealed record LogLine(string Source, DateTimeOffset Time, string Text)
{
    /// <summary>
    /// The time a line starts with, in ISO 8601; a line without one (a stack trace) belongs to the line before it.
    /// </summary>
    public static LogLine Parse(string source, string text, DateTimeOffset previous)
    {
        var space = text.AsSpan().IndexOf(' ');
        var first = space < 0 ? text : text.AsSpan(0, space);
        return first is [>= '0' and <= '9', _, _, _, '-', ..]
            && DateTimeOffset.TryParse(first, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? new LogLine(source, time, text[(space + 1)..])
            : new LogLine(source, previous, text);
    }
}
