using StackExchange.Redis;

namespace DeploymentFlex.Jobs.Redis;

/// <content>What an operator sees and does, and the schedules.</content>
public sealed partial class RedisJobQueue
{
    private static readonly JobState[] s_states = Enum.GetValues<JobState>();

    public async ValueTask<Job?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var found = await _script.RunAsync("find", now, cancellationToken, RedisJob.Id(id));
        return found.IsNull ? null : RedisJob.Read(found, now);
    }

    public async ValueTask<JobPage> ListAsync(JobState? state, string? cursor, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var after = JobCursor.Read(cursor);
        var now = _time.GetUtcNow();
        JobState[] states = state is { } wanted ? [wanted] : s_states;
        RedisValue[] arguments =
        [
            after is { } id ? RedisJob.Id(id) : RedisValue.EmptyString, limit + 1L, .. states.Select(static one => (RedisValue)RedisJob.Name(one)),
        ];
        return JobCursor.Page(RedisJob.ReadAll(await _script.RunAsync("list", now, cancellationToken, arguments), now), limit);
    }

    public async ValueTask<IReadOnlyDictionary<JobState, long>> CountAsync(CancellationToken cancellationToken)
    {
        RedisValue[] states = [.. s_states.Select(static state => (RedisValue)RedisJob.Name(state))];
        var counts = ((RedisValue[]?)await _script.RunAsync("count", _time.GetUtcNow(), cancellationToken, states))!;
        return s_states.Zip(counts).ToDictionary(static pair => pair.First, static pair => (long)pair.Second);
    }

    public async ValueTask<bool> RetryAsync(Guid id, CancellationToken cancellationToken) =>
        (bool)await _script.RunAsync("retry", _time.GetUtcNow(), cancellationToken, RedisJob.Id(id));

    public async ValueTask<bool> DeleteAsync(Guid id, CancellationToken cancellationToken) =>
        (bool)await _script.RunAsync("delete", _time.GetUtcNow(), cancellationToken, RedisJob.Id(id));

    public async ValueTask SetScheduleAsync(JobSchedule schedule, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        await _script.RunAsync(
            "setSchedule", _time.GetUtcNow(), cancellationToken,
            schedule.Name, schedule.Cron, schedule.Type, schedule.Payload.ToArray(), RedisJob.Ticks(schedule.NextAt));
    }

    public async ValueTask<JobSchedule?> FindScheduleAsync(string name, CancellationToken cancellationToken)
    {
        var found = await _script.RunAsync("findSchedule", _time.GetUtcNow(), cancellationToken, name);
        return found.IsNull ? null : RedisJob.ReadSchedule(found);
    }

    public async ValueTask<IReadOnlyList<JobSchedule>> ListSchedulesAsync(CancellationToken cancellationToken) =>
        [.. ((RedisResult[]?)await _script.RunAsync("listSchedules", _time.GetUtcNow(), cancellationToken))!.Select(RedisJob.ReadSchedule)];

    public async ValueTask<bool> AdvanceScheduleAsync(string name, DateTimeOffset from, DateTimeOffset? to, CancellationToken cancellationToken) =>
        (bool)await _script.RunAsync(
            "advanceSchedule", _time.GetUtcNow(), cancellationToken, name, RedisJob.Ticks(from), RedisJob.Ticks(to));

    public async ValueTask<bool> DeleteScheduleAsync(string name, CancellationToken cancellationToken) =>
        (bool)await _script.RunAsync("deleteSchedule", _time.GetUtcNow(), cancellationToken, name);
}
