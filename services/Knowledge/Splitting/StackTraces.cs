using System.Text.RegularExpressions;

namespace DeploymentFlex.Services.Knowledge.Splitting;

/// <summary>
/// Knows the lines that continue an entry: frames and causes as Java, .NET, Python and Go print them. An indented line
/// as such does not continue anything; configuration files are full of them.
/// </summary>
internal static partial class StackTraces
{
    // None of the patterns can backtrack far; this is what the analyzer wants to be sure of.
    private const int TimeoutMilliseconds = 1000;

    private const string PythonStart = "Traceback (most recent call last):";

    /// <summary>The trace that an entry is in after a line, given the one before it.</summary>
    public static TraceKind After(string line, TraceKind trace) => line switch
    {
        _ when line.EndsWith(PythonStart, StringComparison.Ordinal) => TraceKind.Python,
        _ when line.Contains("panic: ", StringComparison.Ordinal) || IsGoroutine(line) => TraceKind.Go,
        _ when trace is TraceKind.Python && line.Length > 0 && !char.IsWhiteSpace(line[0]) => TraceKind.PythonRaised,
        _ => trace,
    };

    /// <summary>Whether a line belongs to the entry before it.</summary>
    /// <param name="line">The line.</param>
    /// <param name="next">The line after it, or null at the end.</param>
    /// <param name="trace">The trace that the entry is in.</param>
    public static bool Continues(string line, string? next, TraceKind trace) =>
        IsFrame(line)
        || (IsExceptionHeader(line) && next is not null && IsFrame(next))
        || line.StartsWith(PythonStart, StringComparison.Ordinal)
        || (trace is TraceKind.Python && line.Length > 0)
        || (trace is TraceKind.PythonRaised && LinksPython(line, next))
        || (trace is TraceKind.Go && ContinuesGo(line, next));

    private static bool IsFrame(string line)
    {
        var text = line.AsSpan().TrimStart();
        return (text.Length < line.Length && (text.StartsWith("at ") || text.StartsWith("---> ") || MoreFrames().IsMatch(text)))
            || text.StartsWith("Caused by: ")
            || text.StartsWith("Suppressed: ")
            || text.StartsWith("--- End of ");
    }

    private static bool IsExceptionHeader(string line) => ExceptionHeader().IsMatch(line);

    /// <summary>The sentence between two chained tracebacks, and the blank lines around it.</summary>
    private static bool LinksPython(string line, string? next) =>
        line.Length > 0
            ? IsPythonLink(line)
            : next is not null && (IsPythonLink(next) || next.StartsWith(PythonStart, StringComparison.Ordinal));

    private static bool IsPythonLink(string line) =>
        line.StartsWith("During handling of the above exception", StringComparison.Ordinal)
        || line.StartsWith("The above exception was the direct cause", StringComparison.Ordinal);

    private static bool ContinuesGo(string line, string? next) =>
        line.Length == 0
            ? next is not null && IsGoroutine(next)
            : line[0] == '\t'
                || IsGoroutine(line)
                || line.StartsWith("[signal ", StringComparison.Ordinal)
                || line.StartsWith("created by ", StringComparison.Ordinal)
                || line.StartsWith("exit status ", StringComparison.Ordinal)
                || next is ['\t', ..];

    private static bool IsGoroutine(string line) => Goroutine().IsMatch(line);

    [GeneratedRegex(@"^\.\.\. \d+ (more|common frames omitted)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex MoreFrames();

    [GeneratedRegex(@"^(Exception in thread ""[^""]*"" |Unhandled exception\. )?[A-Za-z_][\w$]*(\.[\w$]+)+(Exception|Error|Throwable)(:|$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex ExceptionHeader();

    [GeneratedRegex(@"^goroutine \d+ \[", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeoutMilliseconds)]
    private static partial Regex Goroutine();
}
