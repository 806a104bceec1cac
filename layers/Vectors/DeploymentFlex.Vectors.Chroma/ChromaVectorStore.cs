using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using DeploymentFlex.Layers.Checks;
using DeploymentFlex.Vectors.Servers;
using static DeploymentFlex.Vectors.Chroma.ChromaMessages;

namespace DeploymentFlex.Vectors.Chroma;

/// <summary>
/// Vectors in a Chroma server. A collection is named <c>flex.NAME.v1</c>, since Chroma takes fewer names than the layer, and
/// keeps its dimension in its metadata.
/// </summary>
public sealed partial class ChromaVectorStore : ServerVectorStore<ChromaCollection>, IDisposable
{
    private const int DeletePart = 1000;

    private static readonly Version s_oldest = new(1, 0);

    private readonly ChromaOptions _options;
    private readonly string _section;
    private readonly VectorHttp _http;
    private readonly string _collections;

    /// <param name="options">The server; validated.</param>
    /// <param name="section">The section that it was read from, for what to do next.</param>
    /// <param name="handler">The connections, as <see cref="Layers.Http.ServerHttp"/> makes them.</param>
    public ChromaVectorStore(ChromaOptions options, string section, HttpMessageHandler handler)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _section = section;
        _http = new VectorHttp("Chroma", options.Address!, new UnhurriedHandler(handler));
        _collections = $"api/v2/tenants/{options.Tenant}/databases/{options.Database}/collections";
        if (options.ApiKey is { } key)
        {
            _http.Headers.Add("X-Chroma-Token", key);
        }
    }

    public override async ValueTask ProbeAsync(CancellationToken cancellationToken) =>
        _ = await _http.GetAsync(UnhurriedHandler.Heartbeat, ChromaJson.Default.Done, cancellationToken) ?? throw _http.Unreadable();

    public override async ValueTask CheckAsync(CheckList checks, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(checks);
        var address = _options.Address!;
        if (!await EndpointChecks.ConnectAsync(checks, address.IdnHost, address.Port, $"{_section}:Url", cancellationToken)
            || !await checks.RunAsync(
                CheckNames.Credentials,
                $"Correct Tenant, Database or ApiKey of {_section}, or create the database.",
                async token =>
                {
                    var database = $"api/v2/tenants/{_options.Tenant}/databases/{_options.Database}";
                    _ = await _http.GetAsync(database, ChromaJson.Default.Tenant, token)
                        ?? throw new VectorServerException($"Chroma has no database {_options.Database} of {_options.Tenant}.");
                    return $"accepted in {_options.Database} of {_options.Tenant}";
                },
                cancellationToken))
        {
            return;
        }

        var version = await _http.GetAsync("api/v2/version", ChromaJson.Default.JsonNode, cancellationToken);
        checks.Add(Check.Version("Chroma", $"{version}", s_oldest));
        await VectorChecks.RunAsync(this, checks, $"Let {_section}:ApiKey read and write in the database.", cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    protected override async ValueTask<ChromaCollection?> FindAsync(string name, CancellationToken cancellationToken) =>
        await _http.GetAsync(PathOf(name), ChromaJson.Default.Collection, cancellationToken) is { } found ? Read(name, found) : null;

    protected override async ValueTask<ChromaCollection> CreateAsync(string name, int dimensions, CancellationToken cancellationToken)
    {
        var collection = new NewCollection(ServerName(name), new(dimensions), new(new(Cosine, _options.EfSearch)));
        try
        {
            var made = await _http.PostAsync(_collections, collection, ChromaJson.Default.NewCollection, ChromaJson.Default.Collection, cancellationToken);
            return Read(name, made ?? throw new VectorServerException($"Chroma has no database {_options.Database} of {_options.Tenant}."));
        }
        catch (VectorServerException error) when (error.Status is HttpStatusCode.Conflict)
        {
            return await FindAsync(name, cancellationToken) ?? throw VectorServerException.NotMade(name);
        }
    }

    protected override async ValueTask UpsertAsync(
        ChromaCollection collection, IReadOnlyList<VectorRecord> records, CancellationToken cancellationToken)
    {
        var ids = records.Select(static record => record.Id).ToArray();
        var old = await GetAsync(collection, new Get(["metadatas"], ids), cancellationToken);
        var oldNames = old.Ids.Zip(old.Metadatas ?? []).ToLookup(static pair => pair.First, static pair => (IEnumerable<string>?)pair.Second?.Keys ?? []);
        var upsert = new Upsert(
            ids,
            [.. records.Select(static record => UnitVector.Of(record.Vector.Span))],
            [.. records.Select(record => Replacing(oldNames[record.Id].SelectMany(static names => names), record.Metadata))]);
        _ = await _http.PostAsync(PathOf(collection, "upsert"), upsert, ChromaJson.Default.Upsert, ChromaJson.Default.Done, cancellationToken)
            ?? throw new CollectionGoneException(collection.Name);
    }

    protected override async ValueTask<int> DeleteAsync(ChromaCollection collection, VectorFilter filter, CancellationToken cancellationToken)
    {
        var deleted = new HashSet<Guid>();
        while (await GetAsync(collection, new Get([], Where: Where(filter), Limit: DeletePart), cancellationToken) is { Ids: { Count: > 0 } ids })
        {
            // What was deleted is not found again.
            if (!ids.All(deleted.Add))
            {
                throw _http.Unreadable();
            }

            _ = await _http.PostAsync(PathOf(collection, "delete"), new Delete(ids), ChromaJson.Default.Delete, ChromaJson.Default.Done, cancellationToken)
                ?? throw new CollectionGoneException(collection.Name);
        }

        return deleted.Count;
    }

    // Chroma has no order but its own, which is that of the first writes: what is deleted meanwhile moves the rest up.
    protected override async ValueTask<VectorPage> ExportAsync(
        ChromaCollection collection, string? cursor, int limit, CancellationToken cancellationToken)
    {
        var offset = 0;
        if (cursor is not null && !int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out offset))
        {
            throw new ArgumentException("A cursor is what an earlier page returned.", nameof(cursor));
        }

        var records = await GetRecordsAsync(collection, where: null, limit + 1, offset, cancellationToken);
        return new VectorPage([.. records.Take(limit)], records.Count > limit ? (offset + limit).ToString(CultureInfo.InvariantCulture) : null);
    }

    protected override async ValueTask<long> CountAsync(ChromaCollection collection, CancellationToken cancellationToken)
    {
        var answer = await _http.GetAsync(PathOf(collection, "count"), ChromaJson.Default.JsonNode, cancellationToken)
            ?? throw new CollectionGoneException(collection.Name);
        return answer is JsonValue value && value.TryGetValue(out long count) ? count : throw _http.Unreadable();
    }

    protected override async ValueTask DropAsync(ChromaCollection collection, CancellationToken cancellationToken) =>
        _ = await _http.DeleteAsync(PathOf(collection.Name), ChromaJson.Default.Done, cancellationToken);

    /// <summary>The new metadata, and null for each old value that it lacks: Chroma adds what it is given to what is there.</summary>
    private static Dictionary<string, string?>? Replacing(IEnumerable<string> oldNames, IReadOnlyDictionary<string, string> metadata)
    {
        var all = oldNames.Distinct(StringComparer.Ordinal).ToDictionary(static name => name, static _ => (string?)null, StringComparer.Ordinal);
        foreach (var (name, value) in metadata)
        {
            all[name] = value;
        }

        return all.Count == 0 ? null : all;
    }

    private static string ServerName(string name) => $"flex.{name}.v1";

    private string PathOf(string name) => $"{_collections}/{ServerName(name)}";

    private string PathOf(ChromaCollection collection, string operation) => $"{_collections}/{collection.Id}/{operation}";

    private static ChromaCollection Read(string name, Collection found) =>
        found is { Metadata.Dimensions: { } dimensions, ConfigurationJson: { } index } && (index.Hnsw ?? index.Spann)?.Space is Cosine
            ? new ChromaCollection(name, dimensions, found.Id)
            : throw new VectorServerException(
                $"The collection {ServerName(name)} in Chroma is not one of this layer: it has no dimensions in its metadata, or another space than cosine.");

    private Dictionary<string, string> Read(Dictionary<string, string?>? metadata) =>
        (metadata ?? []).ToDictionary(static pair => pair.Key, pair => pair.Value ?? throw _http.Unreadable(), StringComparer.Ordinal);

    private async ValueTask<IReadOnlyList<VectorRecord>> GetRecordsAsync(
        ChromaCollection collection, JsonObject? where, int limit, int offset, CancellationToken cancellationToken)
    {
        var page = await GetAsync(collection, new Get(["embeddings", "metadatas"], Where: where, Limit: limit, Offset: offset), cancellationToken);
        if (page is not { Embeddings: { } embeddings, Metadatas: { } metadatas }
            || embeddings.Count != page.Ids.Count || embeddings.Any(vector => vector?.Length != collection.Dimensions))
        {
            throw _http.Unreadable();
        }

        return [.. page.Ids.Select((id, i) => new VectorRecord(id, embeddings[i], Read(metadatas[i])))];
    }

    private async ValueTask<Records> GetAsync(ChromaCollection collection, Get request, CancellationToken cancellationToken)
    {
        var answer = await _http.PostAsync(PathOf(collection, "get"), request, ChromaJson.Default.Get, ChromaJson.Default.Records, cancellationToken)
            ?? throw new CollectionGoneException(collection.Name);
        return answer.Metadatas is null || answer.Metadatas.Count == answer.Ids.Count ? answer : throw _http.Unreadable();
    }
}
