namespace DeploymentFlex.Services.Knowledge.Searching;

/// <summary>The answer of a search, best result first.</summary>
internal sealed record SearchAnswer(IReadOnlyList<SearchResult> Results);
