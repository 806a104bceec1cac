using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Checks;
using DeploymentFlex.Layers.Postgres;
using DeploymentFlex.Layers.Providers;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace DeploymentFlex.Jobs.Postgres;

/// <summary>
/// A queue in a table. Workers of all instances take from it with SKIP LOCKED and never wait for each other; a change is
/// one statement, committed when the call returns.
/// </summary>
public sealed partial class PostgresJobQueue : IJobQueue, IProbed, IChecked, IAsyncDisposable
{
    // A worker that was not told of a job finds it after this long.
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(5);

    private readonly PostgresJobOptions _options;
    private readonly string _section;
    private readonly TimeProvider _time;
    private readonly NpgsqlDataSource _source;
    private readonly JobNotifications _changes;

    /// <param name="options">The server; validated.</param>
    /// <param name="section">The section that they were read from.</param>
    /// <param name="time">The clock that leases run by; a <see cref="ServerTime"/> follows the server's.</param>
    /// <param name="logger">Told, at debug, when instances cannot tell each other of jobs.</param>
    public PostgresJobQueue(PostgresJobOptions options, string section, TimeProvider time, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _section = section;
        _time = time;
        _source = PostgresConnections.OpenWriter(options, section, options.Schema);
        Schema = new PostgresSchema(_source, Layer.Jobs, "the job queue", options.Schema, ServesFrom, s_migrations);
        _changes = new JobNotifications(_source, $"{options.Schema}_changed", time, logger);
    }

    private TimeProvider Local => (_time as ServerTime)?.Local ?? _time;

    private long Now => _time.GetUtcNow().UtcTicks;

    public async ValueTask<bool> EnqueueAsync(NewJob job, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        var now = Now;
        await using var command = _source.CreateCommand(JobSql.Enqueue);
        command.Parameters.AddRange(new[]
        {
            Value(job.Id), Value(job.Type), Value(job.Payload.ToArray()), Value(job.MaxAttempts),
            Value(Math.Max(job.NotBefore?.UtcTicks ?? now, now)), Value(now), Text(job.TraceParent),
        });
        var added = await command.ExecuteNonQueryAsync(cancellationToken) == 1;
        if (added)
        {
            _changes.Raise();
        }

        return added;
    }

    public async ValueTask<IReadOnlyList<LeasedJob>> LeaseAsync(
        IReadOnlyCollection<string> types, int limit, TimeSpan visibility, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var token = Guid.NewGuid().ToString("N");
        await using var batch = AfterLeases(now.UtcTicks);
        Add(batch, JobSql.Lease, Types(types), Value(now.UtcTicks), Value(limit), Value((now + visibility).UtcTicks), Value(token));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var leased = new List<(Job Job, long Number)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            leased.Add((await JobRow.ReadAsync(reader, now, cancellationToken), reader.GetInt64(12)));
        }

        return [.. leased.OrderBy(static row => (row.Job.NotBefore, row.Number)).Select(row => new LeasedJob(row.Job, new JobLease(row.Job.Id, token)))];
    }

    public ValueTask WaitAsync(IReadOnlyCollection<string> types, CancellationToken cancellationToken) =>
        _changes.Listen().WaitAsync(
            async token =>
            {
                await using var command = _source.CreateCommand(JobSql.Next);
                command.Parameters.Add(Types(types));
                return await command.ExecuteScalarAsync(token) is long at ? JobRow.At(at) : null;
            },
            s_longestWait,
            _time,
            cancellationToken);

    public ValueTask<bool> ExtendAsync(JobLease lease, TimeSpan visibility, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        return ChangeAsync(JobSql.Extend, cancellationToken, Value(lease.JobId), Value(lease.Token), Value(now.UtcTicks), Value((now + visibility).UtcTicks));
    }

    public async ValueTask<bool> CompleteAsync(JobLease lease, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        await using var batch = _source.CreateBatch();
        Add(batch, JobSql.Complete, Value(lease.JobId), Value(lease.Token), Value(now.UtcTicks));
        Add(batch, JobSql.Forget, Value((now - _options.DoneRetention).UtcTicks));
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return batch.BatchCommands[0].RecordsAffected == 1;
    }

    public async ValueTask<bool> ReleaseAsync(JobLease lease, CancellationToken cancellationToken)
    {
        var released = await ChangeAsync(JobSql.Release, cancellationToken, Value(lease.JobId), Value(lease.Token), Value(Now));
        if (released)
        {
            _changes.Raise();
        }

        return released;
    }

    public async ValueTask<JobState?> FailAsync(JobLease lease, string error, DateTimeOffset? retryAt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(error);
        var now = _time.GetUtcNow();
        await using var command = _source.CreateCommand(JobSql.Fail);
        command.Parameters.AddRange(new[]
        {
            Value(lease.JobId), Value(lease.Token), Value(now.UtcTicks),
            Time(retryAt), Text(error),
        });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return null;
        }

        _changes.Raise();
        return JobRow.State(reader.GetString(0), JobRow.At(reader.GetInt64(1)), now);
    }

    /// <summary>Asks the server, and what its time is.</summary>
    public async ValueTask ProbeAsync(CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand("SELECT clock_timestamp()");
        var asked = Local.GetUtcNow();
        var theirs = new DateTimeOffset((DateTime)(await command.ExecuteScalarAsync(cancellationToken))!, TimeSpan.Zero);
        (_time as ServerTime)?.Set(theirs, asked, Local.GetUtcNow());
    }

    public ValueTask CheckAsync(CheckList checks, CancellationToken cancellationToken) =>
        new PostgresExam(_options, _section, Local).RunAsync(checks, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _changes.DisposeAsync();
        await _source.DisposeAsync();
    }

    /// <summary>A batch whose statements see the jobs with leases over ended.</summary>
    private NpgsqlBatch AfterLeases(long now)
    {
        var batch = _source.CreateBatch();
        Add(batch, JobSql.EndLeases, Value(now));
        return batch;
    }

    private async ValueTask<bool> ChangeAsync(string sql, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        await using var command = _source.CreateCommand(sql);
        command.Parameters.AddRange(parameters);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    private static void Add(NpgsqlBatch batch, string sql, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.AddRange(parameters);
        batch.BatchCommands.Add(command);
    }

    private static NpgsqlParameter Value(object value) => new() { Value = value };

    // PostgreSQL's text holds every character but this one.
    private static NpgsqlParameter Text(string? value) => new()
    {
        NpgsqlDbType = NpgsqlDbType.Text,
        Value = (object?)value?.Replace("\0", "\uFFFD", StringComparison.Ordinal) ?? DBNull.Value,
    };

    private static NpgsqlParameter Types(IReadOnlyCollection<string> types) =>
        new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text, Value = types.ToArray() };
}
