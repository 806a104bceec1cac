using System.Net;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using DeploymentFlex.Layers.Checks;
using DeploymentFlex.Vectors.Servers;
using static DeploymentFlex.Vectors.Pinecone.PineconeMessages;

namespace DeploymentFlex.Vectors.Pinecone;

/// <summary>
/// Vectors in one index of Pinecone, each collection in a namespace. A vector of fewer dimensions than the index has is
/// followed by zeros, which change no cosine. Pinecone shows a write a moment after it took it.
/// </summary>
public sealed class PineconeVectorStore : ServerVectorStore<PineconeCollection>, IDisposable
{
    private const string ApiVersion = "2026-04";

    // The limits of its API: records in one list or deletion, and metadata in one page.
    private const int MaxListed = 100;
    private const int MaxDeleted = 1_000;

    private readonly PineconeOptions _options;
    private readonly string _section;
    private readonly VectorHttp _http;
    private readonly PineconeIndex _index;

    /// <param name="options">The index; validated.</param>
    /// <param name="section">The section that it was read from, for what to do next.</param>
    /// <param name="handler">The connections, as <see cref="Layers.Http.ServerHttp"/> makes them.</param>
    public PineconeVectorStore(PineconeOptions options, string section, HttpMessageHandler handler)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _section = section;
        _http = new VectorHttp("Pinecone", options.Address ?? new Uri(options.ControlUrl), handler);
        _http.Headers.Add("Api-Key", options.ApiKey);
        _http.Headers.Add("X-Pinecone-Api-Version", ApiVersion);
        _index = new PineconeIndex(options, _http);
    }

    // One request takes 2 MB.
    protected override int MaxPartBytes => 1_900_000;

    public override async ValueTask ProbeAsync(CancellationToken cancellationToken)
    {
        var (host, _) = await _index.FindAsync(cancellationToken);
        _ = await _http.GetAsync($"{host}/namespaces?limit=1", PineconeJson.Default.Namespaces, cancellationToken);
    }

    public override async ValueTask CheckAsync(CheckList checks, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(checks);
        var address = _options.Address ?? new Uri(_options.ControlUrl);
        if (await EndpointChecks.ConnectAsync(checks, address.IdnHost, address.Port, $"{_section}:Url", cancellationToken)
            && await checks.RunAsync(
                CheckNames.Credentials,
                $"Correct {_section}:ApiKey, Index or Environment, or make the index with the metric cosine.",
                async token => $"accepted; the index has {(await _index.FindAsync(token)).Dimensions} dimensions",
                cancellationToken))
        {
            await VectorChecks.RunAsync(this, checks, $"Let {_section}:ApiKey read and write the index.", cancellationToken);
        }
    }

    public void Dispose() => _http.Dispose();

    protected override async ValueTask<PineconeCollection?> FindAsync(string name, CancellationToken cancellationToken)
    {
        var (host, size) = await _index.FindAsync(cancellationToken);
        var prefix = $"{name}.";
        var found = await _http.GetAsync($"{host}/namespaces?prefix={prefix}&limit=1", PineconeJson.Default.Namespaces, cancellationToken);
        return found?.Items?.Select(static item => item?.Name).FirstOrDefault(item => item?.StartsWith(prefix, StringComparison.Ordinal) is true) is not { } full
            ? null
            : int.TryParse(full.AsSpan(prefix.Length), out var dimensions) && dimensions > 0 && dimensions <= size
                ? new PineconeCollection(name, dimensions, size)
                : throw new VectorServerException($"The namespaces of Pinecone that begin with {prefix} are not of this layer.");
    }

    protected override async ValueTask<PineconeCollection> CreateAsync(string name, int dimensions, CancellationToken cancellationToken)
    {
        var (host, size) = await _index.FindAsync(cancellationToken);
        if (dimensions > size)
        {
            throw new VectorDimensionException($"The index of Pinecone has {size} dimensions; '{name}' needs {dimensions}. Name an index with as many.");
        }

        try
        {
            var made = new NewNamespace(PineconeCollection.NamespaceOf(name, dimensions));
            _ = await _http.PostAsync($"{host}/namespaces", made, PineconeJson.Default.NewNamespace, PineconeJson.Default.Namespace, cancellationToken);
        }
        catch (VectorServerException error) when (error.Status is HttpStatusCode.Conflict)
        {
            // Another process made it meanwhile.
        }

        return new PineconeCollection(name, dimensions, size);
    }

    protected override async ValueTask UpsertAsync(
        PineconeCollection collection, IReadOnlyList<VectorRecord> records, CancellationToken cancellationToken)
    {
        var vectors = records.Select(record => new Vector(
            record.Id,
            UnitVector.Of(record.Vector.Span, collection.Size),
            record.Metadata.ToDictionary(static pair => pair.Key, static pair => (string?)pair.Value, StringComparer.Ordinal)));
        _ = await PostAsync("vectors/upsert", new Upsert(collection.Namespace, [.. vectors]), PineconeJson.Default.Upsert, PineconeJson.Default.Done, cancellationToken)
            ?? throw new CollectionGoneException(collection.Name);
    }

    protected override async ValueTask<int> DeleteAsync(PineconeCollection collection, VectorFilter filter, CancellationToken cancellationToken)
    {
        var ids = new HashSet<Guid>();
        string? next = null;
        do
        {
            var request = new FetchByMetadata(collection.Namespace, Translate(filter), MaxListed, next);
            var page = await PostAsync("vectors/fetch_by_metadata", request, PineconeJson.Default.FetchByMetadata, PineconeJson.Default.Vectors, cancellationToken)
                ?? throw new CollectionGoneException(collection.Name);
            next = page.Pagination?.Next;
            var count = ids.Count;
            ids.UnionWith(page.Items?.Keys ?? []);
            if (next is { Length: > 0 } && ids.Count == count)
            {
                // It would go on for ever.
                throw _http.Unreadable();
            }
        }
        while (next is { Length: > 0 });

        foreach (var part in ids.Chunk(MaxDeleted))
        {
            _ = await PostAsync("vectors/delete", new Delete(collection.Namespace, part), PineconeJson.Default.Delete, PineconeJson.Default.Done, cancellationToken)
                ?? throw new CollectionGoneException(collection.Name);
        }

        return ids.Count;
    }

    protected override async ValueTask<IReadOnlyList<VectorMatch>> SearchAsync(
        PineconeCollection collection, ReadOnlyMemory<float> query, int top, VectorFilter? filter, CancellationToken cancellationToken)
    {
        var request = new Query(collection.Namespace, top, UnitVector.Of(query.Span, collection.Size), filter is null ? null : Translate(filter));
        var answer = await PostAsync("query", request, PineconeJson.Default.Query, PineconeJson.Default.Matches, cancellationToken)
            ?? throw new CollectionGoneException(collection.Name);
        return
        [
            .. (answer.Items ?? []).Select(match => match is { Score: { } cosine }
                ? new VectorMatch(match.Id, UnitVector.Score(cosine), Read(match.Metadata))
                : throw _http.Unreadable()),
        ];
    }

    protected override async ValueTask<VectorPage> ExportAsync(
        PineconeCollection collection, string? cursor, int limit, CancellationToken cancellationToken)
    {
        var token = cursor is null ? string.Empty : $"&paginationToken={Uri.EscapeDataString(cursor)}";
        var (host, _) = await _index.FindAsync(cancellationToken);
        var listed = await _http.GetAsync(
            $"{host}/vectors/list?namespace={collection.Namespace}&limit={Math.Min(limit, MaxListed)}{token}", PineconeJson.Default.Listed, cancellationToken)
            ?? throw new CollectionGoneException(collection.Name);
        var ids = (listed.Items ?? []).Select(item => item?.Id ?? throw _http.Unreadable()).ToList();
        var next = listed.Pagination?.Next is { Length: > 0 } more ? more : null;
        if (ids.Count == 0)
        {
            return new VectorPage([], next);
        }

        var fetched = await _http.GetAsync(
            $"{host}/vectors/fetch?namespace={collection.Namespace}&{string.Join('&', ids.Select(static id => $"ids={id}"))}",
            PineconeJson.Default.Vectors,
            cancellationToken) ?? throw new CollectionGoneException(collection.Name);

        // What was deleted between the two answers is in the first alone.
        var records = ids.Select(id => fetched.Items?.GetValueOrDefault(id)).OfType<Vector>().Select(vector => vector.Values is { } values && values.Length == collection.Size
            ? new VectorRecord(vector.Id, values.AsMemory(0, collection.Dimensions), Read(vector.Metadata))
            : throw _http.Unreadable());
        return new VectorPage([.. records], next);
    }

    protected override async ValueTask<long> CountAsync(PineconeCollection collection, CancellationToken cancellationToken)
    {
        var (host, _) = await _index.FindAsync(cancellationToken);
        var found = await _http.GetAsync($"{host}/namespaces/{collection.Namespace}", PineconeJson.Default.Namespace, cancellationToken)
            ?? throw new CollectionGoneException(collection.Name);
        return found.RecordCount ?? 0;
    }

    protected override async ValueTask DropAsync(PineconeCollection collection, CancellationToken cancellationToken)
    {
        var (host, _) = await _index.FindAsync(cancellationToken);
        _ = await _http.DeleteAsync($"{host}/namespaces/{collection.Namespace}", PineconeJson.Default.Done, cancellationToken);
    }

    private static JsonObject Translate(VectorFilter filter)
    {
        var all = new JsonObject();
        foreach (var (name, value) in filter.Equal)
        {
            all[name] = new JsonObject { ["$eq"] = value };
        }

        return all;
    }

    private async ValueTask<TAnswer?> PostAsync<TRequest, TAnswer>(
        string operation,
        TRequest request,
        JsonTypeInfo<TRequest> type,
        JsonTypeInfo<TAnswer> answer,
        CancellationToken cancellationToken)
        where TAnswer : class
    {
        var (host, _) = await _index.FindAsync(cancellationToken);
        return await _http.PostAsync($"{host}/{operation}", request, type, answer, cancellationToken);
    }

    private Dictionary<string, string> Read(IReadOnlyDictionary<string, string?>? metadata) =>
        metadata?.ToDictionary(static pair => pair.Key, pair => pair.Value ?? throw _http.Unreadable(), StringComparer.Ordinal) ?? [];
}
