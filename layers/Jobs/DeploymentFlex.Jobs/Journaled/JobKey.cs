namespace DeploymentFlex.Jobs.Journaled;

/// <summary>What a record is about: the job of an id, or the schedule of a name.</summary>
internal readonly record struct JobKey(Guid Job, string? Schedule)
{
    public static JobKey Of(JobRecord record) =>
        new(record.Job?.Id ?? record.Change?.Id ?? record.Delete ?? default, record.Schedule?.Name ?? record.Unschedule);
}
