using System.Globalization;

namespace DeploymentFlex.Vectors.Pgvector;

/// <summary>The statements. Each collection has a table, since an index is of one dimension.</summary>
internal static class PgvectorSql
{
    // More dimensions are searched without an index (https://github.com/pgvector/pgvector#hnsw).
    private const int MaxIndexed = 2_000;

    public static readonly string[] Migrations =
    [
        """
        CREATE EXTENSION IF NOT EXISTS vector SCHEMA public;
        CREATE TABLE collections (number integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL UNIQUE, dimensions integer NOT NULL);
        """,
    ];

    public const string Find = "SELECT number, dimensions FROM collections WHERE name = $1";

    public const string Insert = "INSERT INTO collections (name, dimensions) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING RETURNING number";

    public const string Forget = "DELETE FROM collections WHERE number = $1";

    public const string Extension =
        """
        SELECT (SELECT extversion FROM pg_extension WHERE extname = 'vector'), (SELECT default_version FROM pg_available_extensions WHERE name = 'vector')
        """;

    // Local to the transaction, which is one batch. With a filter, the index goes on until there are enough or it gives up.
    public const string Prepare = "SELECT set_config('hnsw.ef_search', $1, true), set_config('hnsw.iterative_scan', 'strict_order', true)";

    public static string Create(int number, int dimensions) => Text(
        $"""
        CREATE TABLE items_{number} (id uuid PRIMARY KEY, vector vector({dimensions}) NOT NULL, metadata jsonb NOT NULL);
        ALTER TABLE items_{number} ALTER COLUMN vector SET STORAGE EXTERNAL;
        CREATE INDEX ON items_{number} USING gin (metadata jsonb_path_ops);
        """)
        + (dimensions <= MaxIndexed ? Text($"CREATE INDEX ON items_{number} USING hnsw (vector vector_cosine_ops)") : string.Empty);

    public static string Drop(int number) => Text($"DROP TABLE IF EXISTS items_{number}");

    // All vectors in one array, so that they go over in binary. In one order, so that two writers wait for each other and never both.
    public static string Upsert(int number, int dimensions) => Text(
        $"""
        INSERT INTO items_{number} (id, vector, metadata)
        SELECT r.id, (($2::real[])[((r.n - 1) * {dimensions} + 1)::int : (r.n * {dimensions})::int])::vector, r.metadata::jsonb
        FROM unnest($1::uuid[], $3::text[]) WITH ORDINALITY AS r (id, metadata, n) ORDER BY r.id
        ON CONFLICT (id) DO UPDATE SET vector = excluded.vector, metadata = excluded.metadata
        """);

    public static string Delete(int number) => Text($"DELETE FROM items_{number} WHERE metadata @> $1::jsonb");

    /// <param name="number">The collection's.</param>
    /// <param name="isExact">Whether every record is looked at: an expression around the distance is one that no index has.</param>
    /// <param name="isFiltered">Whether there is a filter, in the third parameter.</param>
    public static string Search(int number, bool isExact, bool isFiltered) => Text(
        $"""
        SELECT id, distance, metadata::text
        FROM (SELECT id, vector <=> $1::real[]::vector AS distance, metadata FROM items_{number} {(isFiltered ? "WHERE metadata @> $3::jsonb" : "")}) AS found
        ORDER BY distance {(isExact ? "+ 0" : "")} LIMIT $2
        """);

    public static string Export(int number, bool isFirst) =>
        Text($"SELECT id, vector::real[], metadata::text FROM items_{number} {(isFirst ? "" : "WHERE id > $2")} ORDER BY id LIMIT $1");

    public static string Count(int number) => Text($"SELECT count(*) FROM items_{number}");

    public static string Estimate(int number) => Text($"SELECT reltuples::bigint FROM pg_class WHERE oid = to_regclass('items_{number}')");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
