using System.Diagnostics.CodeAnalysis;
using Quartz;

namespace DeploymentFlex.Jobs;

/// <summary>
/// The times of a cron expression as Quartz writes them, in UTC: seconds, minutes, hours, day of month, month, day of
/// week and, if wanted, year. One of the two days is a question mark. <c>0 0 3 * * ?</c> is every day at three.
/// </summary>
public sealed class CronTimes
{
    private readonly CronExpression _expression;

    private CronTimes(CronExpression expression)
    {
        _expression = expression;
    }

    /// <summary>Reads an expression, or says what is wrong with it.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out CronTimes? times, [NotNullWhen(false)] out string? problem)
    {
        try
        {
            times = new CronTimes(new CronExpression(text, TimeZoneInfo.Utc));
            problem = null;
            return true;
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            times = null;
            problem = $"'{text}' is not a cron expression of six or seven fields, seconds first, such as '0 0 3 * * ?': {error.Message}";
            return false;
        }
    }

    /// <summary>The first time after this one, or null when there is none.</summary>
    public DateTimeOffset? Next(DateTimeOffset after) => _expression.GetNextValidTimeAfter(after);
}
