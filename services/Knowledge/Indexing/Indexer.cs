using System.Diagnostics;
using DeploymentFlex.Services.Knowledge.Embedding;
using DeploymentFlex.Services.Knowledge.Evidence;
using DeploymentFlex.Services.Knowledge.Splitting;
using DeploymentFlex.Services.Knowledge.Storage;
using Microsoft.Extensions.Options;

namespace DeploymentFlex.Services.Knowledge.Indexing;

/// <summary>Indexes one evidence from its first byte to its last, or to the caps. Runs again from the start after a failure.</summary>
internal sealed class Indexer(
    EvidenceClient evidence,
    PassageStore store,
    EvidenceLocks locks,
    KnowledgeMetrics metrics,
    TimeProvider time,
    IOptions<KnowledgeOptions> options)
{
    private readonly KnowledgeOptions _options = options.Value;

    /// <exception cref="HttpRequestException">The evidence service did not answer; nothing is lost by trying again.</exception>
    /// <exception cref="IOException">The content broke off.</exception>
    /// <exception cref="TimeoutException">The content stood still.</exception>
    /// <exception cref="EmbeddingException">The embedder refused; the evidence's status says so.</exception>
    public async Task<IndexOutcome> IndexAsync(Guid evidenceId, CancellationToken cancellationToken)
    {
        using var turn = await locks.EnterAsync(evidenceId, cancellationToken);
        var started = Stopwatch.GetTimestamp();
        var outcome = await IndexAloneAsync(evidenceId, cancellationToken);
        if (outcome is IndexOutcome.Gone)
        {
            await store.RemoveAsync(evidenceId, cancellationToken);
        }

        metrics.Indexed(outcome, Stopwatch.GetElapsedTime(started));
        return outcome;
    }

    /// <summary>Removes all there is of an evidence.</summary>
    public async Task RemoveAsync(Guid evidenceId, CancellationToken cancellationToken)
    {
        using var turn = await locks.EnterAsync(evidenceId, cancellationToken);
        await store.RemoveAsync(evidenceId, cancellationToken);
    }

    private async Task<IndexOutcome> IndexAloneAsync(Guid evidenceId, CancellationToken cancellationToken)
    {
        if (await evidence.FindAsync(evidenceId, cancellationToken) is not { } info
            || !await evidence.ReportAsync(evidenceId, EvidenceReport.Indexing(0), cancellationToken))
        {
            return IndexOutcome.Gone;
        }

        using var response = await evidence.OpenAsync(evidenceId, cancellationToken);
        if (response is null)
        {
            return IndexOutcome.Gone;
        }

        await using var content = new WatchedStream(await response.Content.ReadAsStreamAsync(cancellationToken), _options.StallTimeout);
        using var text = await TextSource.OpenAsync(content, cancellationToken);
        if (text is null)
        {
            await store.RemoveAsync(evidenceId, cancellationToken);
            return await EndAsync(evidenceId, EvidenceReport.NotText, cancellationToken);
        }

        var run = await store.BeginAsync(evidenceId, info.CaseId, info.Name, cancellationToken);
        var progress = new ProgressReports(evidence, info, content, time);
        var writer = new PassageWriter(store, info, run, metrics);
        var entries = new EntryReader(new LineReader(text, _options.MaxLineLength));
        var reading = new EntryIndexing(entries, writer, progress, _options);
        try
        {
            return await reading.RunAsync(cancellationToken) switch
            {
                IndexOutcome.Done => await EndAsync(evidenceId, reading.Report(), cancellationToken),
                var stopped => stopped,
            };
        }
        catch (EmbeddingException error)
        {
            await store.RemoveAsync(evidenceId, cancellationToken);
            await evidence.ReportAsync(evidenceId, EvidenceReport.Failed(error.Message), cancellationToken);
            throw;
        }
    }

    private async Task<IndexOutcome> EndAsync(Guid evidenceId, EvidenceReport report, CancellationToken cancellationToken) =>
        await evidence.ReportAsync(evidenceId, report, cancellationToken) ? IndexOutcome.Done : IndexOutcome.Gone;
}
