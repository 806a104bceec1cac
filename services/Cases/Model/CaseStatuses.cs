namespace DeploymentFlex.Services.Cases.Model;

/// <summary>The names of the statuses, and which may follow which: open → investigating → resolved → open.</summary>
public static class CaseStatuses
{
    private const string Allowed = "open, investigating, resolved";

    /// <summary>The name as it stands in requests and answers.</summary>
    public static string Name(this CaseStatus status) => status switch
    {
        CaseStatus.Open => "open",
        CaseStatus.Investigating => "investigating",
        _ => "resolved",
    };

    public static CaseStatus? Parse(string? name) => name switch
    {
        "open" => CaseStatus.Open,
        "investigating" => CaseStatus.Investigating,
        "resolved" => CaseStatus.Resolved,
        _ => null,
    };

    /// <summary>The answer, a 400, to a name that is none.</summary>
    public static BadHttpRequestException Unknown(string? name) =>
        new($"The status '{name}' is not known; allowed are {Allowed}.");

    /// <summary>The one status that may follow.</summary>
    public static CaseStatus Next(this CaseStatus status) => status switch
    {
        CaseStatus.Open => CaseStatus.Investigating,
        CaseStatus.Investigating => CaseStatus.Resolved,
        _ => CaseStatus.Open,
    };
}
