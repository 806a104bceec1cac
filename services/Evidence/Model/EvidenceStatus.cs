namespace DeploymentFlex.Services.Evidence.Model;

/// <summary>How far the indexing of a piece of evidence is.</summary>
public enum EvidenceStatus
{
    Stored,
    Indexing,
    Indexed,
    PartlyIndexed,
    NotText,
    Failed,
}
