using System.Globalization;
using DeploymentFlex.Data.Text;
using Npgsql;
using NpgsqlTypes;

namespace DeploymentFlex.Data.Postgres;

/// <summary>A search on tsvector, which finds; BM25 is reckoned here, as FTS5 does it.</summary>
internal sealed class PostgresTextSearch(NpgsqlConnection connection, NpgsqlTransaction? transaction, Guid? scope) : TextSearch
{
    // BM25's weight of a document's length.
    private const double LengthWeight = 0.75;

    // FTS5 counts the two keys of a document as well.
    private const int Keys = 2;

    /// <summary>The least that a term counts, however common.</summary>
    private const double LeastWeight = 1e-6;

    protected override async Task<List<FoundText>> RankAsync(
        IReadOnlyList<TermCount> rare, int limit, bool withTokens, CancellationToken cancellationToken)
    {
        var (documents, tokens) = await SizeAsync(cancellationToken);
        var average = (tokens / (double)documents) + Keys;
        var weights = new List<(string Term, double Weight)>(rare.Count);
        foreach (var term in rare)
        {
            var everywhere = scope is null ? term.Documents : await CountEverywhereAsync(term.Term, cancellationToken);
            weights.Add((term.Term, Math.Max(LeastWeight, Math.Log((documents - everywhere + 0.5) / (everywhere + 0.5)))));
        }

        var found = await ReadAsync(
            "SELECT id, length, tokens FROM text_index WHERE terms @@ $1::tsquery ORDER BY row LIMIT $2", Query(rare, " | "), int.MaxValue, cancellationToken);
        return [.. found.Select(row => new FoundText(row.Id, Score(row), withTokens ? row.Tokens : string.Empty))
            .OrderByDescending(static text => text.Score).Take(limit)];

        double Score((Guid Id, int Length, string Tokens) row)
        {
            var saturation = Saturation * (1 - LengthWeight + (LengthWeight * (row.Length + Keys) / average));
            return weights.Sum(term =>
            {
                var frequency = Frequency(row.Tokens, term.Term);
                return term.Weight * frequency * (Saturation + 1) / (frequency + saturation);
            });
        }
    }

    protected override async Task<List<FoundText>> FirstAsync(
        IReadOnlyList<TermCount> terms, bool all, int limit, CancellationToken cancellationToken)
    {
        var found = await ReadAsync(
            "SELECT id, length, tokens FROM text_index WHERE terms @@ $1::tsquery ORDER BY row LIMIT $2", Query(terms, all ? " & " : " | "), limit, cancellationToken);
        return [.. found.Select(static row => new FoundText(row.Id, 0, row.Tokens))];
    }

    protected override async Task<TermCount> CountAsync(string term, long total, CancellationToken cancellationToken)
    {
        await using var command = Command(
            """
            SELECT count(*), coalesce(max(row) - min(row) + 1, 0)
            FROM (SELECT row FROM text_index WHERE terms @@ $1::tsquery LIMIT $2) AS first
            """,
            Query([new TermCount(term, 0, IsRare: true)], " & "));
        command.Parameters.Add(new() { Value = RareDocuments + 1 });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var count = reader.GetInt64(0);
        return count <= RareDocuments
            ? new TermCount(term, count, IsRare: true)
            : new TermCount(term, Math.Min(total, (double)count / reader.GetInt64(1) * total), IsRare: false);
    }

    protected override async Task<long> CountDocumentsAsync(CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT coalesce(max(row), 0) FROM text_index", connection, transaction);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    private async Task<(long Documents, long Tokens)> SizeAsync(CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT coalesce(sum(documents), 0)::bigint, coalesce(sum(tokens), 0)::bigint FROM text_index_size", connection, transaction);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    private async Task<long> CountEverywhereAsync(string term, CancellationToken cancellationToken)
    {
        await using var command = Command("SELECT count(*) FROM text_index WHERE terms @@ $1::tsquery", Quote(PostgresTextIndex.Lexeme(term)));
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task<List<(Guid Id, int Length, string Tokens)>> ReadAsync(
        string sql, string query, int limit, CancellationToken cancellationToken)
    {
        await using var command = Command(sql, query);
        command.Parameters.Add(new() { Value = limit });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<(Guid, int, string)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add((reader.GetGuid(0), reader.GetInt32(1), reader.GetString(2)));
        }

        return found;
    }

    private NpgsqlCommand Command(string sql, string query) => new(sql, connection, transaction)
    {
        Parameters = { new() { Value = query, NpgsqlDbType = NpgsqlDbType.Text } },
    };

    private string Query(IReadOnlyList<TermCount> terms, string between)
    {
        var words = string.Join(between, terms.Select(static term => Quote(PostgresTextIndex.Lexeme(term.Term))));
        return scope is { } limited ? $"({words}) & {Quote(PostgresTextIndex.ScopeLexeme(limited))}" : words;
    }

    private static string Quote(string lexeme) =>
        $"'{lexeme.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";
}
