namespace DeploymentFlex.Jobs.Journaled;

/// <summary>All of a job that can change, so that its payload need not be written again.</summary>
internal sealed record JobChange
{
    public required Guid Id { get; init; }

    public required JobState State { get; init; }

    public required int Attempt { get; init; }

    public required DateTimeOffset NotBefore { get; init; }

    public DateTimeOffset? LeasedUntil { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public string? LastError { get; init; }

    public static JobChange Of(Job job) => new()
    {
        Id = job.Id,
        State = job.State,
        Attempt = job.Attempt,
        NotBefore = job.NotBefore,
        LeasedUntil = job.LeasedUntil,
        FinishedAt = job.FinishedAt,
        LastError = job.LastError,
    };

    public Job ApplyTo(Job job) => job with
    {
        State = State,
        Attempt = Attempt,
        NotBefore = NotBefore,
        LeasedUntil = LeasedUntil,
        FinishedAt = FinishedAt,
        LastError = LastError,
        Payload = State is JobState.Done ? default : job.Payload,
    };
}
