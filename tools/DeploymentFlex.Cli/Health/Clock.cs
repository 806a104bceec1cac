namespace DeploymentFlex.Cli.Health;

/// <summary>How points in time are shown.</summary>
internal static class Clock
{
    /// <summary>The local time of day, with the date when it is another one, and how long ago: <c>10:02:11 (3 min)</c>.</summary>
    public static string Format(DateTimeOffset time, DateTimeOffset now)
    {
        var local = time.ToLocalTime();
        var format = local.Date == now.ToLocalTime().Date ? "HH:mm:ss" : "yyyy-MM-dd HH:mm:ss";
        return $"{local.ToString(format, null)} ({Age(now - time)})";
    }

    private static string Age(TimeSpan age) => age switch
    {
        { TotalSeconds: < 1 } => "now",
        { TotalMinutes: < 1 } => $"{(int)age.TotalSeconds} s",
        { TotalHours: < 1 } => $"{(int)age.TotalMinutes} min",
        { TotalDays: < 1 } => $"{(int)age.TotalHours} h {age.Minutes} min",
        _ => $"{(int)age.TotalDays} d {age.Hours} h",
    };
}
