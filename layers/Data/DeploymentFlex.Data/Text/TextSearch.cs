namespace DeploymentFlex.Data.Text;

/// <summary>
/// One search, whose cost does not grow with the index, and which finds the same in every provider. Ranking every
/// document that matches would make one common word rank half of the index: the rare terms alone choose the
/// candidates; common terms only move them.
/// </summary>
public abstract class TextSearch
{
    /// <summary>A term in more documents than this is common.</summary>
    protected const int RareDocuments = 2_000;

    /// <summary>BM25's saturation of a term's frequency.</summary>
    protected const double Saturation = 1.2;

    /// <summary>The documents that the rare terms together may occur in; the most common of them count as common then.</summary>
    private const int RankedDocuments = 6_000;

    /// <summary>The candidates that common terms may move.</summary>
    private const int Candidates = 200;

    /// <summary>The best documents for the terms, best first.</summary>
    public async Task<IReadOnlyList<TextHit>> RunAsync(IReadOnlyList<string> terms, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(terms);
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
            var found = await RankAsync(rare, common.Count == 0 ? limit : Math.Max(limit, Candidates), withTokens: common.Count > 0, cancellationToken);
            return Best(found, common, total, limit);
        }

        return common.Count > 0 ? await RankCommonAsync(common, total, limit, cancellationToken) : [];
    }

    /// <summary>The documents of the whole index, about.</summary>
    protected abstract Task<long> CountDocumentsAsync(CancellationToken cancellationToken);

    /// <summary>In how many documents of the search's scope a term occurs; counted no further than to where it is common.</summary>
    protected abstract Task<TermCount> CountAsync(string term, long total, CancellationToken cancellationToken);

    /// <summary>The best documents with any of the terms by BM25 (k1 1.2, b 0.75), best first, the oldest of equals first.</summary>
    protected abstract Task<List<FoundText>> RankAsync(
        IReadOnlyList<TermCount> rare, int limit, bool withTokens, CancellationToken cancellationToken);

    /// <summary>The oldest documents with all of the terms, or with any of them.</summary>
    protected abstract Task<List<FoundText>> FirstAsync(
        IReadOnlyList<TermCount> terms, bool all, int limit, CancellationToken cancellationToken);

    /// <summary>How often a term stands among tokens.</summary>
    protected static int Frequency(ReadOnlySpan<char> tokens, ReadOnlySpan<char> term)
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

    /// <summary>When all terms are common: the first documents with all of them, then the first with any.</summary>
    private async Task<List<TextHit>> RankCommonAsync(
        List<TermCount> terms, long total, int limit, CancellationToken cancellationToken)
    {
        var found = await FirstAsync(terms, all: true, RareDocuments, cancellationToken);
        if (found.Count < limit)
        {
            found = await FirstAsync(terms, all: false, RareDocuments, cancellationToken);
        }

        return Best(found, terms, total, limit);
    }

    private static List<TextHit> Best(List<FoundText> found, List<TermCount> common, long total, int limit) =>
        [.. found.Select(text => new TextHit(text.Id, text.Score + Score(text.Tokens, common, total)))
            .OrderByDescending(static hit => hit.Score).Take(limit)];

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
}
