using DeploymentFlex.Layers.Checks;
using DeploymentFlex.Layers.Providers;
using DeploymentFlex.Layers.Redis;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace DeploymentFlex.Jobs.Redis;

/// <summary>
/// A queue on a Redis server: a stream for each type of job, which the workers of all instances take from as one consumer
/// group, and beside it what streams do not have, such as delays, ends of leases and a look at one job. An operation is one
/// run of a script, on the server's disk when the call returns, if the server writes its log so.
/// </summary>
public sealed partial class RedisJobQueue : IJobQueue, IProbed, IChecked, IAsyncDisposable
{
    private const string Section = "Layers:Jobs:redis";

    // A worker that was not told of a job finds it after this long.
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(5);

    private readonly RedisJobOptions _options;
    private readonly TimeProvider _time;
    private readonly RedisConnection _connection;
    private readonly QueueScript _script;
    private readonly JobChanges _changes;

    /// <param name="options">The server; validated.</param>
    /// <param name="namedHostsOnly">Whether a master may only be where settings name a host or a network.</param>
    /// <param name="time">The clock that leases run by; a <see cref="ServerTime"/> follows the server's.</param>
    /// <param name="logger">Told when the master moves.</param>
    public RedisJobQueue(RedisJobOptions options, bool namedHostsOnly, TimeProvider time, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        var prefix = $"{options.Prefix}jobs:";
        _options = options;
        _time = time;
        _connection = new RedisConnection(options, Section, namedHostsOnly, logger);
        _script = new QueueScript(_connection, prefix);
        _changes = new JobChanges($"{prefix}changed");
    }

    private TimeProvider Local => (_time as ServerTime)?.Local ?? _time;

    public async ValueTask<bool> EnqueueAsync(NewJob job, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        var now = _time.GetUtcNow();
        var notBefore = job.NotBefore > now ? job.NotBefore.Value : now;
        return (bool)await _script.RunAsync(
            "enqueue", now, cancellationToken,
            RedisJob.Id(job.Id), job.Type, job.Payload.ToArray(), job.MaxAttempts, RedisJob.Time(notBefore), job.TraceParent ?? string.Empty);
    }

    public async ValueTask<IReadOnlyList<LeasedJob>> LeaseAsync(
        IReadOnlyCollection<string> types, int limit, TimeSpan visibility, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var token = Guid.NewGuid().ToString("N");
        RedisValue[] arguments = [limit, RedisJob.Time(now + visibility), token, Environment.MachineName, .. types.Select(static type => (RedisValue)type)];
        var leased = RedisJob.ReadAll(await _script.RunAsync("lease", now, cancellationToken, arguments), now);
        return [.. leased.Select(job => new LeasedJob(job, new JobLease(job.Id, token)))];
    }

    public ValueTask WaitAsync(IReadOnlyCollection<string> types, CancellationToken cancellationToken)
    {
        RedisValue[] arguments = [.. types.Select(static type => (RedisValue)type)];
        return _changes.Signal.WaitAsync(
            async token =>
            {
                await _changes.ListenAsync(await _connection.GetAsync(token), token);
                return RedisJob.At((RedisValue)await _script.RunAsync("next", _time.GetUtcNow(), token, arguments));
            },
            s_longestWait,
            _time,
            cancellationToken);
    }

    public async ValueTask<bool> ExtendAsync(JobLease lease, TimeSpan visibility, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        return (bool)await _script.RunAsync("extend", now, cancellationToken, RedisJob.Id(lease.JobId), lease.Token, RedisJob.Time(now + visibility));
    }

    public async ValueTask<bool> CompleteAsync(JobLease lease, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        return (bool)await _script.RunAsync(
            "complete", now, cancellationToken, RedisJob.Id(lease.JobId), lease.Token, RedisJob.Time(now - _options.DoneRetention));
    }

    public async ValueTask<bool> ReleaseAsync(JobLease lease, CancellationToken cancellationToken) =>
        (bool)await _script.RunAsync("release", _time.GetUtcNow(), cancellationToken, RedisJob.Id(lease.JobId), lease.Token);

    public async ValueTask<JobState?> FailAsync(JobLease lease, string error, DateTimeOffset? retryAt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(error);
        var state = (string?)await _script.RunAsync(
            "fail", _time.GetUtcNow(), cancellationToken,
            RedisJob.Id(lease.JobId), lease.Token, error, retryAt is { } at ? RedisJob.Time(at) : RedisValue.EmptyString);
        return state is null ? null : Enum.Parse<JobState>(state, ignoreCase: true);
    }

    /// <summary>Asks the server, and what its time is.</summary>
    public async ValueTask ProbeAsync(CancellationToken cancellationToken)
    {
        await _connection.ProbeAsync(cancellationToken);
        var database = await _connection.GetAsync(cancellationToken);
        var asked = Local.GetUtcNow();
        var answer = ((RedisValue[]?)await database.ExecuteAsync("TIME").WaitAsync(cancellationToken))!;
        var theirs = DateTimeOffset.FromUnixTimeSeconds((long)answer[0]).AddTicks((long)answer[1] * TimeSpan.TicksPerMicrosecond);
        (_time as ServerTime)?.Set(theirs, asked, Local.GetUtcNow());
    }

    public async ValueTask CheckAsync(CheckList checks, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(checks);
        if (await new RedisExam(_options, Section, _connection, Local).RunAsync(checks, cancellationToken) is { } database)
        {
            await new RedisJobExam(_options, Section, _connection, database).RunAsync(checks, cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
