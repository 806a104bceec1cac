using System.Diagnostics;
using DeploymentFlex.Data;
using DeploymentFlex.Data.Text;
using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Services.Knowledge.Embedding;
using DeploymentFlex.Services.Knowledge.Splitting;
using DeploymentFlex.Services.Knowledge.Storage;
using Microsoft.EntityFrameworkCore;

namespace DeploymentFlex.Services.Knowledge.Searching;

/// <summary>Answers searches from the text index and the vectors together; from the text index alone while the vectors are away.</summary>
internal sealed partial class KnowledgeSearch(
    IDatabase<KnowledgeDbContext> database,
    ITextIndex words,
    PassageVectors vectors,
    KnowledgeMetrics metrics,
    ILogger<KnowledgeSearch> logger)
{
    /// <summary>What searches are answered from while the vectors are away.</summary>
    public const string StandIn = "text-index";

    // Deep enough that what comes second is seen behind many lines of one template.
    private const int MinDepth = 100;
    private const int DepthPerResult = 4;

    public async Task<IReadOnlyList<SearchResult>> SearchAsync(SearchQuery query, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var depth = Math.Max(MinDepth, query.Limit * DepthPerResult);
        var nearest = await FindNearestAsync(query, depth, cancellationToken);

        // The index and the passages are read from one snapshot, so that an evidence is seen as it was at one moment.
        var results = await database.ReadAsync(
            async (context, token) =>
            {
                var hits = await words.SearchAsync(context, new TextQuery(query.Text, query.CaseId, depth), token);
                Guid[] matching = [.. hits.Select(static hit => hit.Id)];
                var passages = await LoadAsync(context, [.. matching.Union(nearest)], token);
                return Merge(query, matching, nearest, passages);
            },
            cancellationToken);
        metrics.Searched(Stopwatch.GetElapsedTime(started));
        return results;
    }

    private async Task<IReadOnlyList<Guid>> FindNearestAsync(SearchQuery query, int depth, CancellationToken cancellationToken)
    {
        try
        {
            return await vectors.SearchAsync(query.Text, query.CaseId, depth, cancellationToken);
        }
        catch (Exception error) when (error is LayerUnavailableException or EmbeddingException)
        {
            LogTextAlone(logger, error.Message);
            Degradation.Note("vectors", StandIn);
            return [];
        }
    }

    private static List<SearchResult> Merge(
        SearchQuery query, IReadOnlyList<Guid> matching, IReadOnlyList<Guid> nearest, Dictionary<Guid, FoundPassage> passages)
    {
        var identifiers = new QueryIdentifiers(query.Text);
        var candidates = passages.ToDictionary(
            static item => item.Key,
            item => new Candidate(item.Key, LineTemplate.Of(item.Value.Passage.Text), identifiers.ShareIn(item.Value.Passage.Text)));
        var merged = RankFusion.Merge(Known(matching), Known(nearest), identifiers.Any);
        return [.. merged.Take(query.Limit).Select(scored => ToResult(scored.Score, passages[scored.Candidate.Id]))];

        // What was removed meanwhile is not shown.
        List<Candidate> Known(IEnumerable<Guid> ids) => [.. ids.Where(candidates.ContainsKey).Select(id => candidates[id])];
    }

    private static Task<Dictionary<Guid, FoundPassage>> LoadAsync(KnowledgeDbContext context, Guid[] ids, CancellationToken cancellationToken) =>
        context.Passages
            .Where(passage => ids.Contains(passage.Id))
            .Join(
                context.Evidence,
                static passage => passage.EvidenceId,
                static evidence => evidence.Id,
                static (passage, evidence) => new FoundPassage(passage, evidence.CaseId, evidence.Name))
            .ToDictionaryAsync(static found => found.Passage.Id, cancellationToken);

    private static SearchResult ToResult(double score, FoundPassage found) => new(
        Math.Round(score, 4),
        found.Passage.Text,
        Lines(found.Passage.Before),
        Lines(found.Passage.After),
        found.CaseId,
        found.Passage.EvidenceId,
        found.Name,
        found.Passage.Line,
        found.Passage.Repeats);

    private static string[] Lines(string text) => text.Length == 0 ? [] : text.Split('\n');

    [LoggerMessage(1, LogLevel.Warning, "Searched the text index alone: {Reason}")]
    private static partial void LogTextAlone(ILogger logger, string reason);
}
