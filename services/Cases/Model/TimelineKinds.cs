namespace DeploymentFlex.Services.Cases.Model;

/// <summary>What a timeline tells of.</summary>
public static class TimelineKinds
{
    public const string Created = "created";
    public const string Title = "title";
    public const string Description = "description";
    public const string Assignee = "assignee";
    public const string Status = "status";

    /// <summary>The kinds that the evidence service adds.</summary>
    public static readonly IReadOnlyList<string> OfEvidence = ["evidence-added", "evidence-removed", "evidence-indexed"];
}
