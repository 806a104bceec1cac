using System.Globalization;
using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Checks;
using DeploymentFlex.Layers.Postgres;
using DeploymentFlex.Layers.Schemas;
using DeploymentFlex.Vectors.Servers;
using Npgsql;

namespace DeploymentFlex.Vectors.Pgvector;

/// <summary>Vectors in a PostgreSQL database with pgvector. Small collections are searched exactly, larger ones by an HNSW index.</summary>
public sealed class PgvectorStore : ServerVectorStore<PgvectorCollection>, IKeepsSchema, IAsyncDisposable
{
    private const int MaxEfSearch = 1_000;
    private const int ServesFrom = 1;

    private static readonly TimeSpan s_estimateAge = TimeSpan.FromMinutes(1);

    // The first that goes on searching its index until a filter has let enough through.
    private static readonly Version s_oldest = new(0, 8);

    private readonly PgvectorOptions _options;
    private readonly string _section;
    private readonly TimeProvider _time;
    private readonly NpgsqlDataSource _source;

    /// <param name="options">The server; validated.</param>
    /// <param name="section">The section that they were read from.</param>
    /// <param name="time">This machine's clock.</param>
    public PgvectorStore(PgvectorOptions options, string section, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _section = section;
        _time = time;

        // Where an administrator may have made the extension.
        _source = PostgresConnections.OpenWriter(options, section, options.Schema, "public", "extensions");
        Schema = new PostgresSchema(_source, Layer.Vectors, "the vectors", options.Schema, ServesFrom, PgvectorSql.Migrations);
    }

    public IDatabaseSchema Schema { get; }

    public override async ValueTask ProbeAsync(CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand("SELECT 1");
        await command.ExecuteScalarAsync(cancellationToken);
    }

    public override async ValueTask CheckAsync(CheckList checks, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(checks);
        await new PostgresExam(_options, _section, _time).RunAsync(checks, cancellationToken);
        if (checks.All.Any(static check => check.Status is CheckStatus.Failure))
        {
            return;
        }

        await using var command = _source.CreateCommand(PgvectorSql.Extension);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        checks.Add(
            !await row.IsDBNullAsync(0, cancellationToken) ? Check.Version("pgvector", row.GetString(0), s_oldest)
            : await row.IsDBNullAsync(1, cancellationToken)
                ? Check.Failure(CheckNames.Version, "the server has no pgvector", "Install it there (on Debian postgresql-17-pgvector).")
            : Check.Warning(
                CheckNames.Version,
                $"pgvector {row.GetString(1)} is there, and not in this database yet",
                "Run 'migrate' as a superuser once, or let one CREATE EXTENSION vector."));
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    protected override async ValueTask<PgvectorCollection?> FindAsync(string name, CancellationToken cancellationToken)
    {
        await using var command = Command(PgvectorSql.Find, name);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? new PgvectorCollection(name, reader.GetInt32(1), reader.GetInt32(0)) : null;
    }

    protected override async ValueTask<PgvectorCollection> CreateAsync(string name, int dimensions, CancellationToken cancellationToken)
    {
        await using (var connection = await _source.OpenConnectionAsync(cancellationToken))
        await using (var transaction = await connection.BeginTransactionAsync(cancellationToken))
        {
            await using var insert = new NpgsqlCommand(PgvectorSql.Insert, connection) { Parameters = { Value(name), Value(dimensions) } };
            if (await insert.ExecuteScalarAsync(cancellationToken) is int number)
            {
                await using var create = new NpgsqlCommand(PgvectorSql.Create(number, dimensions), connection);
                await create.ExecuteNonQueryAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
            }
        }

        return await FindAsync(name, cancellationToken) ?? throw VectorServerException.NotMade(name);
    }

    protected override async ValueTask UpsertAsync(
        PgvectorCollection collection, IReadOnlyList<VectorRecord> records, CancellationToken cancellationToken)
    {
        var vectors = new float[records.Count * collection.Dimensions];
        for (var i = 0; i < records.Count; i++)
        {
            records[i].Vector.CopyTo(vectors.AsMemory(i * collection.Dimensions));
        }

        await ExecuteAsync(
            collection,
            PgvectorSql.Upsert(collection.Number, collection.Dimensions),
            cancellationToken,
            records.Select(static record => record.Id).ToArray(), vectors, records.Select(static record => PgvectorJson.Write(record.Metadata)).ToArray());
    }

    protected override async ValueTask<int> DeleteAsync(PgvectorCollection collection, VectorFilter filter, CancellationToken cancellationToken) =>
        await ExecuteAsync(collection, PgvectorSql.Delete(collection.Number), cancellationToken, PgvectorJson.Write(filter.Equal));

    protected override async ValueTask<IReadOnlyList<VectorMatch>> SearchAsync(
        PgvectorCollection collection, ReadOnlyMemory<float> query, int top, VectorFilter? filter, CancellationToken cancellationToken)
    {
        var isExact = top > MaxEfSearch || await EstimateAsync(collection, cancellationToken) < _options.ExactBelow;
        var matches = await SearchAsync(collection, query, top, filter, isExact, cancellationToken);

        // The index gives up on a filter after hnsw.max_scan_tuples, and does not lead to each of many equal vectors.
        return isExact || matches.Count >= top ? matches : await SearchAsync(collection, query, top, filter, isExact: true, cancellationToken);
    }

    protected override async ValueTask<VectorPage> ExportAsync(
        PgvectorCollection collection, string? cursor, int limit, CancellationToken cancellationToken)
    {
        var after = Guid.Empty;
        if (cursor is not null && !Guid.TryParse(cursor, out after))
        {
            throw new ArgumentException("A cursor is what an earlier page returned.", nameof(cursor));
        }

        object[] parameters = cursor is null ? [limit + 1] : [limit + 1, after];
        await using var command = Command(PgvectorSql.Export(collection.Number, cursor is null), parameters);
        await using var reader = await ReadAsync(collection, command.ExecuteReaderAsync, cancellationToken);
        var records = new List<VectorRecord>();
        while (await reader.ReadAsync(cancellationToken))
        {
            records.Add(new VectorRecord(reader.GetGuid(0), reader.GetFieldValue<float[]>(1), PgvectorJson.Read(reader.GetString(2))));
        }

        return records.Count > limit
            ? new VectorPage(records[..limit], records[limit - 1].Id.ToString())
            : new VectorPage(records, Cursor: null);
    }

    protected override async ValueTask<long> CountAsync(PgvectorCollection collection, CancellationToken cancellationToken)
    {
        await using var command = Command(PgvectorSql.Count(collection.Number));
        await using var reader = await ReadAsync(collection, command.ExecuteReaderAsync, cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return reader.GetInt64(0);
    }

    protected override async ValueTask DropAsync(PgvectorCollection collection, CancellationToken cancellationToken)
    {
        await using var batch = _source.CreateBatch();
        batch.BatchCommands.Add(Part(PgvectorSql.Forget, collection.Number));
        batch.BatchCommands.Add(Part(PgvectorSql.Drop(collection.Number)));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<List<VectorMatch>> SearchAsync(
        PgvectorCollection collection, ReadOnlyMemory<float> query, int top, VectorFilter? filter, bool isExact, CancellationToken cancellationToken)
    {
        await using var batch = _source.CreateBatch();
        if (!isExact)
        {
            batch.BatchCommands.Add(Part(PgvectorSql.Prepare, Math.Max(top, _options.EfSearch).ToString(CultureInfo.InvariantCulture)));
        }

        object[] parameters = filter is null ? [query.ToArray(), top] : [query.ToArray(), top, PgvectorJson.Write(filter.Equal)];
        batch.BatchCommands.Add(Part(PgvectorSql.Search(collection.Number, isExact, filter is not null), parameters));
        await using var reader = await ReadAsync(collection, batch.ExecuteReaderAsync, cancellationToken);
        if (!isExact)
        {
            await reader.NextResultAsync(cancellationToken);
        }

        var matches = new List<VectorMatch>();
        while (await reader.ReadAsync(cancellationToken))
        {
            matches.Add(new VectorMatch(reader.GetGuid(0), UnitVector.Score(1 - reader.GetDouble(1)), PgvectorJson.Read(reader.GetString(2))));
        }

        return matches;
    }

    private async ValueTask<long> EstimateAsync(PgvectorCollection collection, CancellationToken cancellationToken)
    {
        if (_options.ExactBelow > 0 && collection.IsDue(_time.GetUtcNow().UtcTicks, s_estimateAge))
        {
            await using var command = Command(PgvectorSql.Estimate(collection.Number));
            collection.SetRows(await command.ExecuteScalarAsync(cancellationToken) is long rows ? rows : -1);
        }

        return collection.Rows;
    }

    private async ValueTask<int> ExecuteAsync(
        PgvectorCollection collection, string sql, CancellationToken cancellationToken, params object[] parameters)
    {
        try
        {
            await using var command = Command(sql, parameters);
            return await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.UndefinedTable)
        {
            throw new CollectionGoneException(collection.Name, error);
        }
    }

    private static async ValueTask<NpgsqlDataReader> ReadAsync(
        PgvectorCollection collection, Func<CancellationToken, Task<NpgsqlDataReader>> read, CancellationToken cancellationToken)
    {
        try
        {
            return await read(cancellationToken);
        }
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.UndefinedTable)
        {
            throw new CollectionGoneException(collection.Name, error);
        }
    }

    private NpgsqlCommand Command(string sql, params object[] parameters)
    {
        var command = _source.CreateCommand(sql);
        command.Parameters.AddRange(Array.ConvertAll(parameters, Value));
        return command;
    }

    private static NpgsqlBatchCommand Part(string sql, params object[] parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.AddRange(Array.ConvertAll(parameters, Value));
        return command;
    }

    private static NpgsqlParameter Value(object value) => new() { Value = value };
}
