using Npgsql;
using NpgsqlTypes;

namespace DeploymentFlex.Jobs.Postgres;

/// <content>What an operator sees and does.</content>
public sealed partial class PostgresJobQueue
{
    public async ValueTask<Job?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        await using var batch = AfterLeases(now.UtcTicks);
        Add(batch, JobSql.Find, Value(id));
        return (await ReadAsync(batch, now, cancellationToken)).FirstOrDefault();
    }

    public async ValueTask<JobPage> ListAsync(JobState? state, string? cursor, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var after = JobCursor.Read(cursor);
        var now = _time.GetUtcNow();
        await using var batch = AfterLeases(now.UtcTicks);
        Add(
            batch,
            JobSql.List,
            new() { NpgsqlDbType = NpgsqlDbType.Uuid, Value = (object?)after ?? DBNull.Value },
            Text(state is { } wanted ? JobRow.Name(wanted) : null),
            Value(now.UtcTicks),
            Value(limit + 1L));
        return JobCursor.Page(await ReadAsync(batch, now, cancellationToken), limit);
    }

    public async ValueTask<IReadOnlyDictionary<JobState, long>> CountAsync(CancellationToken cancellationToken)
    {
        var counts = Enum.GetValues<JobState>().ToDictionary(static state => state, static _ => 0L);
        var now = Now;
        await using var batch = AfterLeases(now);
        Add(batch, JobSql.Count, Value(now));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            counts[Enum.Parse<JobState>(reader.GetString(0), ignoreCase: true)] = reader.GetInt64(1);
        }

        return counts;
    }

    public async ValueTask<bool> RetryAsync(Guid id, CancellationToken cancellationToken)
    {
        var now = Now;
        await using var batch = AfterLeases(now);
        Add(batch, JobSql.Retry, Value(id), Value(now));
        await batch.ExecuteNonQueryAsync(cancellationToken);
        if (batch.BatchCommands[1].RecordsAffected == 0)
        {
            return false;
        }

        _changes.Raise();
        return true;
    }

    public ValueTask<bool> DeleteAsync(Guid id, CancellationToken cancellationToken) =>
        ChangeAsync(JobSql.Delete, cancellationToken, Value(id));

    private static async Task<List<Job>> ReadAsync(NpgsqlBatch batch, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var jobs = new List<Job>();
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            jobs.Add(await JobRow.ReadAsync(reader, now, cancellationToken));
        }

        return jobs;
    }
}
