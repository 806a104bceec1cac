namespace DeploymentFlex.Services.Console.Backend;

/// <summary>What a search found, best first.</summary>
public sealed record SearchResults(IReadOnlyList<Passage> Results)
{
    /// <summary>How long the knowledge service took.</summary>
    public TimeSpan Took { get; init; }
}
