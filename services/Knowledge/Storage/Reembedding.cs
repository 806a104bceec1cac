using DeploymentFlex.Data;
using DeploymentFlex.Layers;
using DeploymentFlex.Services.Knowledge.Embedding;
using DeploymentFlex.Services.Knowledge.Indexing;
using Microsoft.EntityFrameworkCore;

namespace DeploymentFlex.Services.Knowledge.Storage;

/// <summary>
/// Gives the passages that another embedder made vectors of those of the one that is configured, one evidence after the
/// other. Until an evidence's turn has come, the text index finds its passages.
/// </summary>
internal sealed partial class Reembedding(
    IDatabase<KnowledgeDbContext> database,
    PassageVectors vectors,
    EvidenceLocks locks,
    TimeProvider time,
    ILogger<Reembedding> logger) : BackgroundService
{
    private const int PageSize = 1000;

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The rest of the start does not wait for this one's first synchronous steps.
        await Task.Yield();
        while (!await TryAllAsync(stoppingToken))
        {
            await Task.Delay(s_pause, time, stoppingToken);
        }
    }

    private async Task<bool> TryAllAsync(CancellationToken cancellationToken)
    {
        try
        {
            var old = await database.ReadAsync(
                (context, token) => context.Evidence.Where(evidence => evidence.Collection != vectors.Collection).ToListAsync(token),
                cancellationToken);
            foreach (var evidence in old)
            {
                await EmbedAsync(evidence, cancellationToken);
            }

            return true;
        }
        catch (Exception error) when (error is LayerUnavailableException or EmbeddingException)
        {
            LogPaused(logger, error.Message);
            return false;
        }
    }

    private async Task EmbedAsync(IndexedEvidence evidence, CancellationToken cancellationToken)
    {
        using var turn = await locks.EnterAsync(evidence.Id, cancellationToken);
        var last = Guid.Empty;
        while (await PageAsync(evidence, last, cancellationToken) is { Count: > 0 } page)
        {
            await vectors.AddAsync(evidence.Id, evidence.CaseId, page, cancellationToken);
            last = page[^1].Id;
        }

        var changed = await database.WriteAsync(
            (context, token) => context.Evidence
                .Where(row => row.Id == evidence.Id && row.Run == evidence.Run)
                .ExecuteUpdateAsync(update => update.SetProperty(static row => row.Collection, vectors.Collection), token),
            cancellationToken);
        if (changed > 0)
        {
            await vectors.RemoveOtherAsync(evidence.Id, evidence.Collection, cancellationToken);
            LogEmbedded(logger, evidence.Id, vectors.Collection);
        }
    }

    /// <summary>The next passages, as long as they are still those of the run that was seen.</summary>
    private Task<List<Passage>> PageAsync(IndexedEvidence evidence, Guid after, CancellationToken cancellationToken) =>
        database.ReadAsync(
            (context, token) => context.Passages
                .Where(passage => passage.EvidenceId == evidence.Id && passage.IsEmbedded && passage.Id > after)
                .Where(_ => context.Evidence.Any(row => row.Id == evidence.Id && row.Run == evidence.Run))
                .OrderBy(static passage => passage.Id)
                .Take(PageSize)
                .ToListAsync(token),
            cancellationToken);

    [LoggerMessage(1, LogLevel.Information, "The vectors of evidence {EvidenceId} are now in {Collection}")]
    private static partial void LogEmbedded(ILogger logger, Guid evidenceId, string collection);

    [LoggerMessage(2, LogLevel.Warning, "Making the vectors of another embedder anew pauses: {Reason}")]
    private static partial void LogPaused(ILogger logger, string reason);
}
