namespace DeploymentFlex.Jobs;

/// <summary>The schedules of a queue. They are kept here and acted on by <see cref="JobScheduler"/>.</summary>
public interface IJobSchedules
{
    /// <summary>Adds the schedule, or replaces the one of its name; it is durable when this returns.</summary>
    ValueTask SetScheduleAsync(JobSchedule schedule, CancellationToken cancellationToken);

    /// <summary>The schedule, or null when there is none of this name.</summary>
    ValueTask<JobSchedule?> FindScheduleAsync(string name, CancellationToken cancellationToken);

    /// <summary>All schedules in the order of their names.</summary>
    ValueTask<IReadOnlyList<JobSchedule>> ListSchedulesAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Sets the next occurrence, when it still is <paramref name="from"/>: of several instances that act on one
    /// occurrence, one moves it on. False when it is another one, or there is no such schedule.
    /// </summary>
    ValueTask<bool> AdvanceScheduleAsync(string name, DateTimeOffset from, DateTimeOffset? to, CancellationToken cancellationToken);

    /// <summary>Deletes the schedule; the jobs that it made stay. False when there is none of this name.</summary>
    ValueTask<bool> DeleteScheduleAsync(string name, CancellationToken cancellationToken);
}
