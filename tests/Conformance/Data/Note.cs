namespace DeploymentFlex.Conformance.Data;

/// <summary>A record of the conformance tests, with a property of each kind that services use.</summary>
public sealed class Note
{
    public required Guid Id { get; init; }

    public required string Title { get; set; }

    public DateTimeOffset At { get; set; }

    public TimeSpan Took { get; set; }

    public DayOfWeek Day { get; set; }

    public long Number { get; set; }

    public double Share { get; set; }

    public bool IsDone { get; set; }

    public List<NoteLine> Lines { get; } = [];
}
