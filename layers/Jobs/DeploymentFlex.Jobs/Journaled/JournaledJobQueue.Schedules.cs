namespace DeploymentFlex.Jobs.Journaled;

/// <content>The schedules, kept beside the jobs.</content>
public abstract partial class JournaledJobQueue
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
            RequireJournal();
            return new ValueTask<JobSchedule?>(_schedules.GetValueOrDefault(name));
        }
    }

    public ValueTask<IReadOnlyList<JobSchedule>> ListSchedulesAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            RequireJournal();
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
                if (!_schedules.TryGetValue(name, out var schedule))
                {
                    return false;
                }

                Journal.Delete(schedule);
                _schedules.Remove(name);
                return true;
            },
            cancellationToken);

    private void Set(JobSchedule schedule)
    {
        Journal.Set(schedule);
        _schedules[schedule.Name] = schedule;
    }
}
