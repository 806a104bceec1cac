using System.Globalization;
using DeploymentFlex.Data.Text;

namespace DeploymentFlex.Data.Sqlite;

/// <summary>
/// One search, whose cost does not grow with the index. FTS5 ranks every document that matches, so that one common word
/// would make it rank half of the index. The rare terms alone choose the candidates; common terms only move them.
/// </summary>
internal sealed class SqliteTextSearch(ServiceDbContext context, string scope)
{
    /// <summary>A term in more documents than this is common.</summary>
    private const int RareDocuments = 2_000;

    /// <summary>The documents that the rare terms together may occur in; the most common of them count as common then.</summary>
    private const int RankedDocuments = 6_000;

    /// <summary>The candidates that common terms may move.</summary>
    private const int Candidates = 200;

    /// <summary>BM25's saturation of a term's frequency, as in FTS5.</summary>
    private const double Saturation = 1.2;

    public async Task<IReadOnlyList<TextHit>> RunAsync(
        IReadOnlyList<string> terms, int limit, CancellationToken cancellationToken)
    {
        var total = await CountDocumentsAsync(cancellationToken);
        var counts = new List<TermCount>(terms.Count);
        foreach (var term in terms)
        {
            if (await CountAsync(term, total, cancellationToken) is { Documents: > 0 } count)
            {
                counts.Add(count);
            }
        }

        var budget = (double)RankedDocuments;
        var rare = counts.Where(static count => count.IsRare).OrderBy(static count => count.Documents)
            .TakeWhile(count => (budget -= count.Documents) >= 0).ToList();
        var common = counts.Except(rare).ToList();
        if (rare.Count > 0)
        {
            return await RankAsync(rare, common, total, limit, cancellationToken);
        }

        return common.Count > 0 ? await RankCommonAsync(common, total, limit, cancellationToken) : [];
    }

    private async Task<List<TextHit>> RankAsync(
        List<TermCount> rare, List<TermCount> common, long total, int limit, CancellationToken cancellationToken)
    {
        var sql = common.Count == 0
            ? """
              SELECT id, -bm25(text_index, 1.0, 0.0) AS score, '' FROM text_index WHERE text_index MATCH $match
              ORDER BY score DESC, rowid LIMIT $limit
              """
            : """
              SELECT id, -bm25(text_index, 1.0, 0.0) AS score, tokens FROM text_index WHERE text_index MATCH $match
              ORDER BY score DESC, rowid LIMIT $limit
              """;
        var candidates = common.Count == 0 ? limit : Math.Max(limit, Candidates);
        return Best(await ReadAsync(sql, Match(rare, " OR "), candidates, common, total, cancellationToken), limit);
    }

    /// <summary>When all terms are common: the first documents with all of them, then the first with any.</summary>
    private async Task<List<TextHit>> RankCommonAsync(
        List<TermCount> terms, long total, int limit, CancellationToken cancellationToken)
    {
        const string sql = "SELECT id, 0.0, tokens FROM text_index WHERE text_index MATCH $match ORDER BY rowid LIMIT $limit";
        var hits = await ReadAsync(sql, Match(terms, " AND "), RareDocuments, terms, total, cancellationToken);
        if (hits.Count < limit)
        {
            hits = await ReadAsync(sql, Match(terms, " OR "), RareDocuments, terms, total, cancellationToken);
        }

        return Best(hits, limit);
    }

    private async Task<List<TextHit>> ReadAsync(
        string sql, string match, int limit, List<TermCount> common, long total, CancellationToken cancellationToken)
    {
        await using var command = context.Command(sql);
        command.Add("$match").Value = match;
        command.Add("$limit").Value = limit;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var hits = new List<TextHit>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var id = new Guid((byte[])reader.GetValue(0), bigEndian: true);
            var score = reader.GetDouble(1);
            hits.Add(new TextHit(id, common.Count == 0 ? score : score + Score(reader.GetString(2), common, total)));
        }

        return hits;
    }

    private static List<TextHit> Best(List<TextHit> hits, int limit) =>
        [.. hits.OrderByDescending(static hit => hit.Score).Take(limit)];

    private static double Score(string tokens, List<TermCount> terms, long total)
    {
        var score = 0.0;
        foreach (var term in terms)
        {
            var frequency = Frequency(tokens, term.Term);
            score += Weight(term.Documents, total) * frequency * (Saturation + 1) / (frequency + Saturation);
        }

        return score;
    }

    /// <summary>BM25's weight of a term, with the one that keeps it positive for terms in most documents.</summary>
    private static double Weight(double documents, long total) =>
        Math.Log(1 + ((total - documents + 0.5) / (documents + 0.5)));

    private static int Frequency(ReadOnlySpan<char> tokens, ReadOnlySpan<char> term)
    {
        var count = 0;
        foreach (var range in tokens.Split(' '))
        {
            if (tokens[range].SequenceEqual(term))
            {
                count++;
            }
        }

        return count;
    }

    /// <summary>Counts no further than to where a term is common, and estimates from how close together those were.</summary>
    private async Task<TermCount> CountAsync(string term, long total, CancellationToken cancellationToken)
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

    /// <summary>The documents, about: the highest number given out, which is read in no time.</summary>
    private async Task<long> CountDocumentsAsync(CancellationToken cancellationToken)
    {
        await using var command = context.Command("SELECT coalesce(max(rowid), 0) FROM text_index");
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    private string Match(List<TermCount> terms, string between) =>
        $"tokens : ({string.Join(between, terms.Select(static count => $"\"{count.Term}\""))}){scope}";
}
