using DeploymentFlex.Vectors.Servers;
using static DeploymentFlex.Vectors.Pinecone.PineconeMessages;

namespace DeploymentFlex.Vectors.Pinecone;

/// <summary>Finds the index, once: its host, and the dimension of the vectors in it.</summary>
internal sealed class PineconeIndex(PineconeOptions options, VectorHttp http)
{
    // One reference, so that who reads it while another writes has all of it or none.
    private volatile Found? _found;

    /// <summary>The address of an operation on the index, and the index's dimension.</summary>
    /// <exception cref="VectorServerException">There is no such index, or not one of this layer.</exception>
    public async ValueTask<(string Host, int Dimensions)> FindAsync(CancellationToken cancellationToken)
    {
        if (_found is { } known)
        {
            return (known.Host, known.Dimensions);
        }

        var host = options.Url?.TrimEnd('/') ?? await AskAsync(cancellationToken);
        var stats = await http.PostAsync($"{host}/describe_index_stats", new StatsRequest(), PineconeJson.Default.StatsRequest, PineconeJson.Default.Stats, cancellationToken);
        if (stats is not { Dimension: > 0 and var dimensions, Metric: null or Cosine })
        {
            throw new VectorServerException("The index of Pinecone is not one of this layer: it has no dense vectors, or another metric than cosine.");
        }

        _found = new Found(host, dimensions);
        return (host, dimensions);
    }

    private async ValueTask<string> AskAsync(CancellationToken cancellationToken)
    {
        var index = await http.GetAsync($"{options.ControlUrl.TrimEnd('/')}/indexes/{options.Index}", PineconeJson.Default.IndexModel, cancellationToken)
            ?? throw new VectorServerException($"Pinecone has no index {options.Index}.");
        if (options.Environment is { } wanted && index.Spec?.Name is { } place && place != wanted)
        {
            throw new VectorServerException($"The index {options.Index} of Pinecone is not in {wanted}.");
        }

        // Pinecone says a host alone, which speaks HTTPS.
        var address = index.Host.Contains("://", StringComparison.Ordinal) ? index.Host : $"https://{index.Host}";
        return Uri.TryCreate(address, UriKind.Absolute, out var found) && found.Scheme is "http" or "https" ? address.TrimEnd('/') : throw http.Unreadable();
    }

    private sealed record Found(string Host, int Dimensions);
}
