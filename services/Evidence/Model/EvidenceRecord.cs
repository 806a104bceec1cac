namespace DeploymentFlex.Services.Evidence.Model;

/// <summary>What is known of one file that is attached to a case.</summary>
public sealed class EvidenceRecord
{
    public required Guid Id { get; init; }

    public required Guid CaseId { get; init; }

    public required string Name { get; init; }

    /// <summary>In bytes.</summary>
    public required long Size { get; init; }

    /// <summary>In lower-case hex.</summary>
    public required string Sha256 { get; init; }

    public EvidenceStatus Status { get; private set; }

    /// <summary>The part that is indexed, 0 to 1, while indexing runs.</summary>
    public double? Progress { get; private set; }

    /// <summary>Why it is not indexed, or only in part.</summary>
    public string? Reason { get; private set; }

    /// <summary>How many lines the file has, counted when it was stored.</summary>
    public required long Lines { get; init; }

    /// <summary>How many lines are indexed, once the knowledge service has said so.</summary>
    public long? IndexedLines { get; private set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Since when it is being removed; for everybody else it is gone from then on.</summary>
    public DateTimeOffset? DeletingAt { get; private set; }

    /// <summary>Where lines start, as <see cref="Lines.LineIndex"/> writes it.</summary>
    public EvidenceLines? LineIndex { get; init; }

    public void Report(EvidenceStatus status, double? progress, string? reason, long? indexedLines)
    {
        Status = status;
        Progress = status is EvidenceStatus.Indexing ? progress ?? 0 : null;
        Reason = reason;
        IndexedLines = indexedLines ?? IndexedLines;
    }

    public void BeginDelete(DateTimeOffset now) => DeletingAt = now;
}
