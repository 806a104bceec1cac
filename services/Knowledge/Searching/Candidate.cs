namespace DeploymentFlex.Services.Knowledge.Searching;

/// <summary>A passage that the text index or the vectors found.</summary>
/// <param name="Id">The passage.</param>
/// <param name="Template">See <see cref="Splitting.LineTemplate"/>.</param>
/// <param name="IdentifierShare">See <see cref="QueryIdentifiers"/>.</param>
internal readonly record struct Candidate(Guid Id, ulong Template, double IdentifierShare);
