using DeploymentFlex.Vectors.Servers;

namespace DeploymentFlex.Vectors.Pinecone;

/// <summary>A namespace of the index, which says the dimension in its name; vectors in it have <paramref name="Size"/> floats, the index's own.</summary>
public sealed record PineconeCollection(string Name, int Dimensions, int Size) : ServerCollection(Name, Dimensions)
{
    public string Namespace => NamespaceOf(Name, Dimensions);

    /// <summary>No name of a collection has a dot.</summary>
    internal static string NamespaceOf(string name, int dimensions) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name}.{dimensions}");
}
