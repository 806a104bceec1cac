namespace DeploymentFlex.Jobs;

/// <summary>
/// Enqueues the jobs of schedules. An occurrence is enqueued once, however many instances and restarts there are,
/// because its job has the same id everywhere. Occurrences that nobody was there for are made up for by one job.
/// </summary>
public sealed class JobScheduler(IJobQueue queue, TimeProvider time)
{
    /// <summary>Sets a schedule; with the same times as before its next occurrence stays.</summary>
    /// <exception cref="ArgumentException">The cron expression is none.</exception>
    public async Task<JobSchedule> SetAsync(
        string name, string cron, string type, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        if (!CronTimes.TryParse(cron, out var times, out var problem))
        {
            throw new ArgumentException(problem, nameof(cron));
        }

        var known = await queue.FindScheduleAsync(name, cancellationToken);
        var schedule = new JobSchedule
        {
            Name = name,
            Cron = cron,
            Type = type,
            Payload = payload,
            NextAt = known is not null && known.Cron == cron ? known.NextAt : times.Next(time.GetUtcNow()),
        };
        await queue.SetScheduleAsync(schedule, cancellationToken);
        return schedule;
    }

    /// <summary>Enqueues what is due, and returns when the next occurrence is, or null when there is none.</summary>
    public async Task<DateTimeOffset?> RunDueAsync(int maxAttempts, CancellationToken cancellationToken)
    {
        DateTimeOffset? next = null;
        foreach (var schedule in await queue.ListSchedulesAsync(cancellationToken))
        {
            var at = schedule.NextAt;
            if (at <= time.GetUtcNow())
            {
                at = await RunAsync(schedule, at.Value, maxAttempts, cancellationToken);
            }

            next = next is null || at < next ? at ?? next : next;
        }

        return next;
    }

    private async Task<DateTimeOffset?> RunAsync(
        JobSchedule schedule, DateTimeOffset occurrence, int maxAttempts, CancellationToken cancellationToken)
    {
        var job = new NewJob(schedule.JobIdAt(occurrence), schedule.Type, schedule.Payload) { MaxAttempts = maxAttempts };
        await queue.EnqueueAsync(job, cancellationToken);

        var next = CronTimes.TryParse(schedule.Cron, out var times, out _) ? times.Next(time.GetUtcNow()) : null;
        await queue.AdvanceScheduleAsync(schedule.Name, occurrence, next, cancellationToken);
        return next;
    }
}
