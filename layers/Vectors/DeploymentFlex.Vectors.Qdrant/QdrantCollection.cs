using System.Collections.Concurrent;
using DeploymentFlex.Vectors.Servers;

namespace DeploymentFlex.Vectors.Qdrant;

/// <summary>A collection, with the names of metadata that are known to have an index.</summary>
public sealed record QdrantCollection(string Name, int Dimensions) : ServerCollection(Name, Dimensions)
{
    internal ConcurrentDictionary<string, bool> Indexed { get; } = new(StringComparer.Ordinal);
}
