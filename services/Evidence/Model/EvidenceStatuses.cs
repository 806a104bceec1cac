namespace DeploymentFlex.Services.Evidence.Model;

/// <summary>The names of the statuses as they stand in requests and answers.</summary>
public static class EvidenceStatuses
{
    /// <summary>What the knowledge service may report.</summary>
    public const string Reportable = "indexing, indexed, partly-indexed, not-text, failed";

    public static string Name(this EvidenceStatus status) => status switch
    {
        EvidenceStatus.Stored => "stored",
        EvidenceStatus.Indexing => "indexing",
        EvidenceStatus.Indexed => "indexed",
        EvidenceStatus.PartlyIndexed => "partly-indexed",
        EvidenceStatus.NotText => "not-text",
        _ => "failed",
    };

    /// <summary>The status of a report, or null where the name is none of <see cref="Reportable"/>.</summary>
    public static EvidenceStatus? ParseReport(string? name) => name switch
    {
        "indexing" => EvidenceStatus.Indexing,
        "indexed" => EvidenceStatus.Indexed,
        "partly-indexed" => EvidenceStatus.PartlyIndexed,
        "not-text" => EvidenceStatus.NotText,
        "failed" => EvidenceStatus.Failed,
        _ => null,
    };

    /// <summary>What the case's timeline says once indexing has ended this way; null while it has not.</summary>
    public static string? Outcome(this EvidenceStatus status) => status switch
    {
        EvidenceStatus.Indexed => "can be searched",
        EvidenceStatus.PartlyIndexed => "can be searched in part",
        EvidenceStatus.NotText => "is not text and is not searched",
        EvidenceStatus.Failed => "could not be indexed",
        _ => null,
    };
}
