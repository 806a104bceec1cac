namespace DeploymentFlex.Conformance.Table;

/// <summary>One case of a layer's conformance, for one provider on one server.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Column">The provider and its server.</param>
/// <param name="Area">The conformance class, for what it is about.</param>
/// <param name="Name">The case, as a sentence.</param>
public sealed record ConformanceCase(string Layer, string Column, string Area, string Name);
