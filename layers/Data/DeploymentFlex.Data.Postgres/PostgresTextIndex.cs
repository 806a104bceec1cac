using System.Security.Cryptography;
using System.Text;
using DeploymentFlex.Data.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;

namespace DeploymentFlex.Data.Postgres;

/// <summary>
/// The text index on a tsvector (https://www.postgresql.org/docs/current/datatype-textsearch.html) of the tokens that are
/// made here; PostgreSQL's own dictionaries have no part in it. Scope is a lexeme of its own, so that one GIN scan
/// narrows a search down. The sizes that BM25 needs are summed in a few rows, so that writers seldom meet.
/// </summary>
internal sealed class PostgresTextIndex : ITextIndex
{
    public const string CreateSql =
        """
        CREATE TABLE text_index (
            row bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, id uuid NOT NULL, source uuid NOT NULL,
            length integer NOT NULL, tokens text NOT NULL, terms tsvector NOT NULL);
        CREATE INDEX text_index_source ON text_index (source);
        CREATE INDEX text_index_terms ON text_index USING gin (terms);
        CREATE TABLE text_index_size (slot integer PRIMARY KEY, documents bigint NOT NULL, tokens bigint NOT NULL);
        """;

    private const int Slots = 64;

    // A lexeme holds 2 kB and a vector 1 MB; what is longer is known by its hash, what is more is not indexed.
    private const int LongTerm = 500;
    private const int MaxVector = 240_000;

    public async Task AddAsync(ServiceDbContext context, IReadOnlyList<TextDocument> documents, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(documents);
        if (documents.Count == 0)
        {
            return;
        }

        var total = 0L;
        await using var batch = new NpgsqlBatch(Connection(context), Transaction(context));
        foreach (var document in documents)
        {
            var tokens = TextTokenizer.Join(document.Text);
            var words = tokens.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            total += words.Length;
            batch.BatchCommands.Add(new NpgsqlBatchCommand(
                "INSERT INTO text_index (id, source, length, tokens, terms) VALUES ($1, $2, $3, $4, array_to_tsvector($5))")
            {
                Parameters =
                {
                    new() { Value = document.Id },
                    new() { Value = document.Source },
                    new() { Value = words.Length },
                    new() { Value = tokens },
                    new() { Value = Lexemes(words, document.Scope), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
                },
            });
        }

        batch.BatchCommands.Add(Grow(documents.Count, total));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task RemoveAsync(ServiceDbContext context, Guid source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        await using var command = new NpgsqlCommand(
            """
            WITH gone AS (DELETE FROM text_index WHERE source = $1 RETURNING length)
            INSERT INTO text_index_size AS size (slot, documents, tokens)
            SELECT $2, -count(*), -sum(length) FROM gone HAVING count(*) > 0
            ON CONFLICT (slot) DO UPDATE SET documents = size.documents + excluded.documents, tokens = size.tokens + excluded.tokens
            """,
            Connection(context),
            Transaction(context))
        {
            Parameters = { new() { Value = source }, new() { Value = Random.Shared.Next(Slots) } },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<TextHit>> SearchAsync(ServiceDbContext context, TextQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(query);
        var terms = QueryTerms.Of(query.Text);
        return terms.Count == 0 || query.Limit <= 0
            ? []
            : await new PostgresTextSearch(Connection(context), Transaction(context), query.Scope).RunAsync(terms, query.Limit, cancellationToken);
    }

    /// <summary>A term as it stands in a vector.</summary>
    internal static string Lexeme(string term) =>
        term.Length <= LongTerm ? term : $"\u0001{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(term)))}";

    /// <summary>A scope as it stands in a vector; no token begins like this.</summary>
    internal static string ScopeLexeme(Guid scope) => $"\u0002{scope:N}";

    private static string[] Lexemes(string[] words, Guid scope)
    {
        var lexemes = new HashSet<string>(StringComparer.Ordinal) { ScopeLexeme(scope) };
        var room = MaxVector;
        foreach (var word in words)
        {
            var lexeme = Lexeme(word);
            if (lexemes.Add(lexeme) && (room -= lexeme.Length) < 0)
            {
                break;
            }
        }

        return [.. lexemes];
    }

    private static NpgsqlBatchCommand Grow(long documents, long tokens) =>
        new("""
             INSERT INTO text_index_size AS size (slot, documents, tokens) VALUES ($1, $2, $3)
             ON CONFLICT (slot) DO UPDATE SET documents = size.documents + excluded.documents, tokens = size.tokens + excluded.tokens
             """)
        {
            Parameters = { new() { Value = Random.Shared.Next(Slots) }, new() { Value = documents }, new() { Value = tokens } },
        };

    private static NpgsqlConnection Connection(ServiceDbContext context) => (NpgsqlConnection)context.Database.GetDbConnection();

    private static NpgsqlTransaction? Transaction(ServiceDbContext context) =>
        (NpgsqlTransaction?)context.Database.CurrentTransaction?.GetDbTransaction();
}
