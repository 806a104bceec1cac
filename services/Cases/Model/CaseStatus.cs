namespace DeploymentFlex.Services.Cases.Model;

/// <summary>Where the work on a case stands.</summary>
public enum CaseStatus
{
    Open,
    Investigating,
    Resolved,
}
