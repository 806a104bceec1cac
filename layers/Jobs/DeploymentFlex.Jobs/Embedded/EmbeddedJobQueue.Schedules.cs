namespace DeploymentFlex.Jobs.Embedded;

/// <summary>The schedules, kept in the file of the jobs.</summary>
public sealed partial class EmbeddedJobQueue
{
    public async ValueTask SetScheduleAsync(JobSchedule schedule, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        await CommitAsync(
            () =>
            {
                Set(schedule);
                return true;
            },
            cancellationToken);
    }

    public ValueTask<JobSchedule?> FindScheduleAsync(string name, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return new ValueTask<JobSchedule?>(_schedules.GetValueOrDefault(name));
        }
    }

    public ValueTask<IReadOnlyList<JobSchedule>> ListSchedulesAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return new ValueTask<IReadOnlyList<JobSchedule>>([.. _schedules.Values]);
        }
    }

    public ValueTask<bool> AdvanceScheduleAsync(
        string name, DateTimeOffset from, DateTimeOffset? to, CancellationToken cancellationToken) =>
        CommitAsync(
            () =>
            {
                if (!_schedules.TryGetValue(name, out var schedule) || schedule.NextAt != from)
                {
                    return false;
                }

                Set(schedule with { NextAt = to });
                return true;
            },
            cancellationToken);

    public ValueTask<bool> DeleteScheduleAsync(string name, CancellationToken cancellationToken) =>
        CommitAsync(
            () =>
            {
                if (!_schedules.ContainsKey(name))
                {
                    return false;
                }

                _journal.Append(new JobRecord { Unschedule = name });
                _schedules.Remove(name);
                return true;
            },
            cancellationToken);

    private void Set(JobSchedule schedule)
    {
        _journal.Append(new JobRecord { Schedule = schedule });
        _schedules[schedule.Name] = schedule;
    }
}
