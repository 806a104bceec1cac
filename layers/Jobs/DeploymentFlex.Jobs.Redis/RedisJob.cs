using System.Globalization;
using StackExchange.Redis;

namespace DeploymentFlex.Jobs.Redis;

/// <summary>Jobs and schedules as <c>queue.lua</c> gives them: lists of values in the order that it says.</summary>
internal static class RedisJob
{
    public static Job Read(RedisResult answer, DateTimeOffset now)
    {
        var values = ((RedisValue[]?)answer)!;
        var notBefore = At(values[6])!.Value;
        return new Job
        {
            Id = Guid.ParseExact(((string?)values[0])!, "N"),
            Type = ((string?)values[1])!,
            Payload = (byte[]?)values[2] ?? [],
            State = State(((string?)values[3])!, notBefore, now),
            Attempt = (int)values[4],
            MaxAttempts = (int)values[5],
            NotBefore = notBefore,
            CreatedAt = At(values[7])!.Value,
            LeasedUntil = At(values[8]),
            FinishedAt = At(values[9]),
            LastError = values[10],
            TraceParent = values[11],
        };
    }

    public static List<Job> ReadAll(RedisResult answer, DateTimeOffset now) => [.. ((RedisResult[]?)answer)!.Select(one => Read(one, now))];

    public static JobSchedule ReadSchedule(RedisResult answer)
    {
        var values = ((RedisValue[]?)answer)!;
        return new JobSchedule
        {
            Name = ((string?)values[0])!,
            Cron = ((string?)values[1])!,
            Type = ((string?)values[2])!,
            Payload = (byte[]?)values[3] ?? [],
            NextAt = values[4].IsNullOrEmpty ? null : new DateTimeOffset((long)values[4], TimeSpan.Zero),
        };
    }

    public static RedisValue Ticks(DateTimeOffset? time) => time is { } at ? at.UtcTicks : RedisValue.EmptyString;

    /// <summary>A time in microseconds of the Unix epoch: a number of the server's scripts holds no more of it exactly.</summary>
    public static RedisValue Time(DateTimeOffset time) =>
        ((time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture);

    public static DateTimeOffset? At(RedisValue time) =>
        time.IsNullOrEmpty ? null : DateTimeOffset.UnixEpoch.AddTicks((long)time * TimeSpan.TicksPerMicrosecond);

    public static RedisValue Id(Guid id) => id.ToString("N");

    public static string Name(JobState state) => state.ToString().ToLowerInvariant();

    /// <summary>The state as others see it at a time.</summary>
    private static JobState State(string name, DateTimeOffset notBefore, DateTimeOffset now) =>
        Enum.Parse<JobState>(name, ignoreCase: true) is var state && state is JobState.Scheduled && notBefore <= now ? JobState.Ready : state;
}
