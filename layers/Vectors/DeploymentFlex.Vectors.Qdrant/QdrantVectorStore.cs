using System.Net;
using DeploymentFlex.Layers.Checks;
using DeploymentFlex.Vectors.Servers;
using static DeploymentFlex.Vectors.Qdrant.QdrantMessages;

namespace DeploymentFlex.Vectors.Qdrant;

/// <summary>
/// Vectors in a Qdrant server. A name of metadata gets an index when it is first written, since a server may refuse to
/// filter by what has none.
/// </summary>
public sealed class QdrantVectorStore : ServerVectorStore<QdrantCollection>, IDisposable
{
    // The first with /points/query.
    private static readonly Version s_oldest = new(1, 10);

    private readonly QdrantOptions _options;
    private readonly string _section;
    private readonly VectorHttp _http;

    /// <param name="options">The server; validated.</param>
    /// <param name="section">The section that it was read from, for what to do next.</param>
    /// <param name="handler">The connections, as <see cref="Layers.Http.ServerHttp"/> makes them.</param>
    public QdrantVectorStore(QdrantOptions options, string section, HttpMessageHandler handler)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _section = section;
        _http = new VectorHttp("Qdrant", options.Address!, handler);
        if (options.ApiKey is { } key)
        {
            _http.Headers.Add("api-key", key);
        }
    }

    public override async ValueTask ProbeAsync(CancellationToken cancellationToken) => await VersionAsync(cancellationToken);

    public override async ValueTask CheckAsync(CheckList checks, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(checks);
        var address = _options.Address!;
        if (!await EndpointChecks.ConnectAsync(checks, address.IdnHost, address.Port, $"{_section}:Url", cancellationToken)
            || !await checks.RunAsync(
                CheckNames.Credentials,
                $"Correct {_section}:ApiKey.",
                async token =>
                {
                    await FindAsync("deploymentflex-check", token);
                    return _options.ApiKey is null ? "asks for no key" : "accepted";
                },
                cancellationToken))
        {
            return;
        }

        checks.Add(Check.Version("Qdrant", await VersionAsync(cancellationToken), s_oldest));
        await VectorChecks.RunAsync(this, checks, $"Let {_section}:ApiKey read and write all collections.", cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    protected override async ValueTask<QdrantCollection?> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (await _http.GetAsync(PathOf(name), QdrantJson.Default.Found, cancellationToken) is not { } found)
        {
            return null;
        }

        return Result(name, found).Config.Params.Vectors is { Size: { } size, Distance: Cosine }
            ? new QdrantCollection(name, size)
            : throw new VectorServerException($"The collection {name} in Qdrant is not one of this layer: it has several vectors, or another distance than Cosine.");
    }

    protected override async ValueTask<QdrantCollection> CreateAsync(string name, int dimensions, CancellationToken cancellationToken)
    {
        try
        {
            var collection = new NewCollection(new VectorParameters(dimensions, Cosine));
            _ = await _http.PutAsync(PathOf(name), collection, QdrantJson.Default.NewCollection, QdrantJson.Default.Done, cancellationToken);
        }
        catch (VectorServerException error) when (error.Status is HttpStatusCode.Conflict)
        {
            // Another process made it meanwhile.
        }

        return await FindAsync(name, cancellationToken) ?? throw VectorServerException.NotMade(name);
    }

    protected override async ValueTask UpsertAsync(
        QdrantCollection collection, IReadOnlyList<VectorRecord> records, CancellationToken cancellationToken)
    {
        foreach (var name in records.SelectMany(static record => record.Metadata.Keys).Where(name => !collection.Indexed.ContainsKey(name)).Distinct(StringComparer.Ordinal))
        {
            var index = new FieldIndex(name, "keyword");
            ShouldBeDone(collection, await _http.PutAsync(
                PathOf(collection.Name, "index?wait=true"), index, QdrantJson.Default.FieldIndex, QdrantJson.Default.Updated, cancellationToken));
            collection.Indexed[name] = true;
        }

        var points = records.Select(static record => new Point(
            record.Id, UnitVector.Of(record.Vector.Span), record.Metadata.ToDictionary(static pair => pair.Key, static pair => (string?)pair.Value, StringComparer.Ordinal)));
        ShouldBeDone(collection, await _http.PutAsync(
            PathOf(collection.Name, "points?wait=true"), new Upsert([.. points]), QdrantJson.Default.Upsert, QdrantJson.Default.Updated, cancellationToken));
    }

    // The server says no number of what it deleted: what another process writes in between is not counted.
    protected override async ValueTask<int> DeleteAsync(QdrantCollection collection, VectorFilter filter, CancellationToken cancellationToken)
    {
        var count = await CountAsync(collection, Translate(filter), cancellationToken);
        ShouldBeDone(collection, await _http.PostAsync(
            PathOf(collection.Name, "points/delete?wait=true"), new Delete(Translate(filter)!), QdrantJson.Default.Delete, QdrantJson.Default.Updated, cancellationToken));
        return (int)count;
    }

    protected override async ValueTask<IReadOnlyList<VectorMatch>> SearchAsync(
        QdrantCollection collection, ReadOnlyMemory<float> query, int top, VectorFilter? filter, CancellationToken cancellationToken)
    {
        var request = new Search(UnitVector.Of(query.Span), top, new SearchParameters(_options.Exact), Translate(filter));
        var answer = await _http.PostAsync(PathOf(collection.Name, "points/query"), request, QdrantJson.Default.Search, QdrantJson.Default.Searched, cancellationToken);
        return
        [
            .. Result(collection.Name, answer).Points.Select(point => point is null
                ? throw _http.Unreadable()
                : new VectorMatch(point.Id, UnitVector.Score(point.Score), Read(point.Payload))),
        ];
    }

    protected override async ValueTask<VectorPage> ExportAsync(
        QdrantCollection collection, string? cursor, int limit, CancellationToken cancellationToken)
    {
        Guid? offset = null;
        if (cursor is not null)
        {
            offset = Guid.TryParse(cursor, out var id) ? id : throw new ArgumentException("A cursor is what an earlier page returned.", nameof(cursor));
        }

        var answer = await _http.PostAsync(
            PathOf(collection.Name, "points/scroll"), new Scroll(limit, offset), QdrantJson.Default.Scroll, QdrantJson.Default.Scrolled, cancellationToken);
        var page = Result(collection.Name, answer);
        var records = page.Points.Select(point => point is { Vector: { } vector } && vector.Length == collection.Dimensions
            ? new VectorRecord(point.Id, vector, Read(point.Payload))
            : throw _http.Unreadable());
        return new VectorPage([.. records], page.NextPageOffset?.ToString());
    }

    protected override ValueTask<long> CountAsync(QdrantCollection collection, CancellationToken cancellationToken) =>
        CountAsync(collection, filter: null, cancellationToken);

    protected override async ValueTask DropAsync(QdrantCollection collection, CancellationToken cancellationToken) =>
        _ = await _http.DeleteAsync(PathOf(collection.Name), QdrantJson.Default.Done, cancellationToken);

    private static string PathOf(string collection) => $"collections/{collection}";

    private static string PathOf(string collection, string operation) => $"collections/{collection}/{operation}";

    private static Filter? Translate(VectorFilter? filter) =>
        filter is null ? null : new Filter([.. filter.Equal.Select(static pair => new Condition(pair.Key, new Match(pair.Value)))]);

    private async ValueTask<long> CountAsync(QdrantCollection collection, Filter? filter, CancellationToken cancellationToken)
    {
        var answer = await _http.PostAsync(
            PathOf(collection.Name, "points/count"), new CountRequest(filter), QdrantJson.Default.CountRequest, QdrantJson.Default.Counted, cancellationToken);
        return Result(collection.Name, answer).Count;
    }

    private async ValueTask<string> VersionAsync(CancellationToken cancellationToken) =>
        (await _http.GetAsync(string.Empty, QdrantJson.Default.ServerVersion, cancellationToken) ?? throw _http.Unreadable()).Version;

    // A write that was only taken down is one that readers may not see yet.
    private void ShouldBeDone(QdrantCollection collection, Answer<Update>? answer)
    {
        if (Result(collection.Name, answer).Status is not Completed)
        {
            throw new VectorServerException($"Qdrant took a change of {collection.Name} down and did not make it in time.");
        }
    }

    private T Result<T>(string collection, Answer<T>? answer)
        where T : class =>
        (answer ?? throw new CollectionGoneException(collection)).Result ?? throw _http.Unreadable();

    private Dictionary<string, string> Read(IReadOnlyDictionary<string, string?>? payload) =>
        payload?.ToDictionary(static pair => pair.Key, pair => pair.Value ?? throw _http.Unreadable(), StringComparer.Ordinal) ?? [];
}
