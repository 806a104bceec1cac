namespace DeploymentFlex.Services.Knowledge.Storage;

/// <summary>An evidence that has passages, or is about to have some.</summary>
internal sealed class IndexedEvidence
{
    public required Guid Id { get; init; }

    public required Guid CaseId { get; init; }

    /// <summary>The file's name.</summary>
    public required string Name { get; init; }

    /// <summary>The indexing that owns the passages: a later one takes over, and an earlier one writes no more.</summary>
    public required Guid Run { get; init; }

    /// <summary>The collection that holds its vectors; it names the embedder and the dimension.</summary>
    public required string Collection { get; set; }
}
