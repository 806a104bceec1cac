using System.Data.Common;
using DeploymentFlex.Layers.Isolation;
using DeploymentFlex.Vectors.Servers;

namespace DeploymentFlex.Vectors.Qdrant;

/// <summary>A Qdrant server: <c>Layers:Vectors:qdrant</c>. The address is that of its REST API, port 6333 unless it was changed.</summary>
public sealed class QdrantOptions : VectorServerOptions, INamesEndpoints
{
    /// <summary>Whether a search looks at every record: slower in large collections, and finds the nearest for certain.</summary>
    public bool Exact { get; set; }

    protected override string Example => "http://qdrant:6333";

    /// <summary>Takes what is not set from <c>Endpoint=http://qdrant:6333;Key=…</c>, as Aspire writes it, or from an address alone.</summary>
    /// <exception cref="ArgumentException">It is neither.</exception>
    internal void ReadConnectionString(string? text)
    {
        if (Url is not null || text is null)
        {
            return;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        {
            Url = text;
            return;
        }

        var values = new DbConnectionStringBuilder { ConnectionString = text };
        Url = Value("Endpoint");
        ApiKey ??= Value("Key");

        string? Value(string name) => values.TryGetValue(name, out var value) ? value.ToString() : null;
    }
}
