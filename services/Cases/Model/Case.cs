namespace DeploymentFlex.Services.Cases.Model;

/// <summary>A troubleshooting case. Every change of it is an entry of its timeline.</summary>
public sealed class Case
{
    public required Guid Id { get; init; }

    public required string Title { get; set; }

    public string? Description { get; set; }

    public string? Assignee { get; set; }

    public CaseStatus Status { get; private set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>The number of the last timeline entry. Two writers that start from the same one do not both succeed.</summary>
    public int Version { get; private set; }

    public List<TimelineEntry> Timeline { get; } = [];

    public static Case Open(string title, string? description, string? assignee, DateTimeOffset now)
    {
        var opened = new Case
        {
            Id = Guid.CreateVersion7(now),
            Title = title,
            Description = description,
            Assignee = assignee,
            CreatedAt = now,
        };
        opened.Note(TimelineKinds.Created, "Case opened", null, CaseStatus.Open.Name(), now);
        return opened;
    }

    public void Rename(string title, DateTimeOffset now)
    {
        if (title != Title)
        {
            Note(TimelineKinds.Title, "Title changed", Title, title, now);
            Title = title;
        }
    }

    public void Describe(string? description, DateTimeOffset now)
    {
        if (description != Description)
        {
            Note(TimelineKinds.Description, "Description changed", null, null, now);
            Description = description;
        }
    }

    public void Assign(string? assignee, DateTimeOffset now)
    {
        if (assignee != Assignee)
        {
            Note(TimelineKinds.Assignee, assignee is null ? "Nobody assigned" : $"Assigned to {assignee}", Assignee, assignee, now);
            Assignee = assignee;
        }
    }

    /// <summary>Whether the case may go there; the status that it has counts as no change.</summary>
    public bool MayMoveTo(CaseStatus status) => status == Status || status == Status.Next();

    public void MoveTo(CaseStatus status, DateTimeOffset now)
    {
        if (!MayMoveTo(status))
        {
            throw new InvalidOperationException($"A case does not go from {Status.Name()} to {status.Name()}.");
        }

        if (status != Status)
        {
            Note(TimelineKinds.Status, $"Status changed to {status.Name()}", Status.Name(), status.Name(), now);
            Status = status;
        }
    }

    /// <summary>Adds what another service tells of the case.</summary>
    public void Note(Guid id, string kind, string text, DateTimeOffset now) => Add(id, kind, text, null, null, now);

    private void Note(string kind, string text, string? from, string? to, DateTimeOffset now) =>
        Add(Guid.CreateVersion7(now), kind, text, from, to, now);

    private void Add(Guid id, string kind, string text, string? from, string? to, DateTimeOffset now)
    {
        Version++;
        UpdatedAt = now;
        Timeline.Add(new TimelineEntry
        {
            Id = id, CaseId = Id, Number = Version, At = now, Kind = kind, Text = text, From = from, To = to,
        });
    }
}
