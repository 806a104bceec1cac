namespace DeploymentFlex.Vectors;

/// <summary>
/// A vector of any length but zero, with its id and the metadata it can be filtered by. Its direction is what counts: a store
/// may give it back with another length.
/// </summary>
public sealed record VectorRecord(Guid Id, ReadOnlyMemory<float> Vector, IReadOnlyDictionary<string, string> Metadata);
