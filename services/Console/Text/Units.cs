using System.Globalization;

namespace DeploymentFlex.Services.Console.Text;

/// <summary>Numbers as people read them.</summary>
public static class Units
{
    private static readonly string[] s_sizes = ["B", "KiB", "MiB", "GiB", "TiB"];

    /// <summary>Bytes with a unit of 1024: <c>12.4 MiB</c>.</summary>
    public static string Size(long bytes)
    {
        var value = (double)bytes;
        var unit = 0;
        while (value >= 1023.95 && unit < s_sizes.Length - 1)
        {
            value /= 1024;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{value.ToString(unit == 0 ? "0" : "0.0", CultureInfo.InvariantCulture)} {s_sizes[unit]}");
    }

    /// <summary>A count with its thousands apart: <c>1,234,567</c>.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A count and its noun: <c>1 line</c>, <c>2,000 lines</c>.</summary>
    public static string Count(long count, string noun) => count == 1 ? $"1 {noun}" : $"{Count(count)} {noun}s";

    /// <summary>A length of time in its largest unit: <c>3 h</c>.</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalSeconds: < 1 } => $"{Math.Max(0, span.TotalMilliseconds):0} ms",
        { TotalMinutes: < 1 } => $"{(int)span.TotalSeconds} s",
        { TotalHours: < 1 } => $"{(int)span.TotalMinutes} min",
        { TotalDays: < 2 } => $"{(int)span.TotalHours} h",
        _ => $"{(int)span.TotalDays} d",
    };

    /// <summary>How long ago something was: <c>just now</c>, <c>5 min ago</c>; after a month the date.</summary>
    public static string Ago(DateTimeOffset at, DateTimeOffset now) => (now - at) switch
    {
        { TotalSeconds: < 10 } => "just now",
        { TotalDays: < 31 } past => $"{Span(past)} ago",
        _ => at.UtcDateTime.ToString("d MMM yyyy", CultureInfo.InvariantCulture),
    };
}
