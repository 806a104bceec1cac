using DeploymentFlex.Vectors.Servers;

namespace DeploymentFlex.Vectors.Chroma;

/// <summary>A collection, with the id that its paths have.</summary>
public sealed record ChromaCollection(string Name, int Dimensions, Guid Id) : ServerCollection(Name, Dimensions);
