namespace DeploymentFlex.Conformance.Data;

/// <summary>A child of a <see cref="Note"/>.</summary>
public sealed class NoteLine
{
    public required Guid Id { get; init; }

    public Guid NoteId { get; set; }

    public required string Text { get; init; }
}
