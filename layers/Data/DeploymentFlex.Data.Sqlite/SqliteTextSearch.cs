using System.Globalization;
using DeploymentFlex.Data.Text;

namespace DeploymentFlex.Data.Sqlite;

/// <summary>A search on FTS5, which ranks by BM25 itself.</summary>
internal sealed class SqliteTextSearch(ServiceDbContext context, string scope) : TextSearch
{
    protected override Task<List<FoundText>> RankAsync(
        IReadOnlyList<TermCount> rare, int limit, bool withTokens, CancellationToken cancellationToken) =>
        ReadAsync(
            withTokens
                ? """
                  SELECT id, -bm25(text_index, 1.0, 0.0) AS score, tokens FROM text_index WHERE text_index MATCH $match
                  ORDER BY score DESC, rowid LIMIT $limit
                  """
                : """
                  SELECT id, -bm25(text_index, 1.0, 0.0) AS score, '' FROM text_index WHERE text_index MATCH $match
                  ORDER BY score DESC, rowid LIMIT $limit
                  """,
            Match(rare, " OR "), limit, cancellationToken);

    protected override Task<List<FoundText>> FirstAsync(
        IReadOnlyList<TermCount> terms, bool all, int limit, CancellationToken cancellationToken) =>
        ReadAsync(
            "SELECT id, 0.0, tokens FROM text_index WHERE text_index MATCH $match ORDER BY rowid LIMIT $limit",
            Match(terms, all ? " AND " : " OR "), limit, cancellationToken);

    /// <summary>Counts no further than to where a term is common, and estimates from how close together those were.</summary>
    protected override async Task<TermCount> CountAsync(string term, long total, CancellationToken cancellationToken)
    {
        await using var command = context.Command(
            """
            SELECT count(*), coalesce(max(rowid) - min(rowid) + 1, 0)
            FROM (SELECT rowid FROM text_index WHERE text_index MATCH $match LIMIT $limit)
            """);
        command.Add("$match").Value = $"tokens : \"{term}\"{scope}";
        command.Add("$limit").Value = RareDocuments + 1;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var count = reader.GetInt64(0);
        return count <= RareDocuments
            ? new TermCount(term, count, IsRare: true)
            : new TermCount(term, Math.Min(total, (double)count / reader.GetInt64(1) * total), IsRare: false);
    }

    /// <summary>The highest number given out, which is read in no time.</summary>
    protected override async Task<long> CountDocumentsAsync(CancellationToken cancellationToken)
    {
        await using var command = context.Command("SELECT coalesce(max(rowid), 0) FROM text_index");
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    private async Task<List<FoundText>> ReadAsync(string sql, string match, int limit, CancellationToken cancellationToken)
    {
        await using var command = context.Command(sql);
        command.Add("$match").Value = match;
        command.Add("$limit").Value = limit;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<FoundText>();
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add(new FoundText(new Guid((byte[])reader.GetValue(0), bigEndian: true), reader.GetDouble(1), reader.GetString(2)));
        }

        return found;
    }

    private string Match(IReadOnlyList<TermCount> terms, string between) =>
        $"tokens : ({string.Join(between, terms.Select(static count => $"\"{count.Term}\""))}){scope}";
}
