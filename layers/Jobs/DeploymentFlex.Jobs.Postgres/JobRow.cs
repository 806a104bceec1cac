using Npgsql;

namespace DeploymentFlex.Jobs.Postgres;

/// <summary>A row of the table as a job; <see cref="JobSql.Columns"/> gives the order.</summary>
internal static class JobRow
{
    public static async Task<Job> ReadAsync(NpgsqlDataReader row, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var notBefore = At(row.GetInt64(6));
        return new Job
        {
            Id = row.GetGuid(0),
            Type = row.GetString(1),
            Payload = await row.GetFieldValueAsync<byte[]>(2, cancellationToken),
            State = State(row.GetString(3), notBefore, now),
            Attempt = row.GetInt32(4),
            MaxAttempts = row.GetInt32(5),
            NotBefore = notBefore,
            CreatedAt = At(row.GetInt64(7)),
            LeasedUntil = row.IsDBNull(8) ? null : At(row.GetInt64(8)),
            FinishedAt = row.IsDBNull(9) ? null : At(row.GetInt64(9)),
            LastError = row.IsDBNull(10) ? null : row.GetString(10),
            TraceParent = row.IsDBNull(11) ? null : row.GetString(11),
        };
    }

    /// <summary>The state as others see it at a time.</summary>
    public static JobState State(string state, DateTimeOffset notBefore, DateTimeOffset now) =>
        Enum.Parse<JobState>(state, ignoreCase: true) is var found && found is JobState.Ready && notBefore > now ? JobState.Scheduled : found;

    public static string Name(JobState state) => state.ToString().ToLowerInvariant();

    public static DateTimeOffset At(long ticks) => new(ticks, TimeSpan.Zero);
}
