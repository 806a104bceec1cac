using DeploymentFlex.Data;
using DeploymentFlex.Files;
using DeploymentFlex.Layers;
using DeploymentFlex.Services.Evidence.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace DeploymentFlex.Services.Evidence.Uploads;

/// <summary>Once after a start, in the background: removes stored files that no record speaks of, where they are old enough.</summary>
internal sealed partial class OrphanSweep(
    IDatabase<EvidenceDbContext> database,
    IFileStore files,
    IOptions<EvidenceOptions> options,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILogger<OrphanSweep> logger) : BackgroundService
{
    private const int PageSize = 500;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        try
        {
            await started.Task.WaitAsync(stoppingToken);
            await SweepAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The next start sweeps.
        }
        catch (LayerUnavailableException error)
        {
            LogPutOff(logger, error.Message);
        }
    }

    /// <summary>Looks at every stored file once, and answers how many it removed.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var oldest = time.GetUtcNow() - options.Value.OrphanAge;
        var removed = 0;
        string? cursor = null;
        do
        {
            var page = await files.ListAsync(FileKeys.Prefix, cursor, PageSize, cancellationToken);
            foreach (var key in await OrphansAsync([.. page.Files.Where(file => file.ModifiedAt < oldest)], cancellationToken))
            {
                await files.DeleteAsync(key, cancellationToken);
                removed++;
            }

            cursor = page.Cursor;
        }
        while (cursor is not null);

        if (removed > 0)
        {
            LogRemoved(logger, removed);
        }

        return removed;
    }

    private async Task<IReadOnlyList<string>> OrphansAsync(IReadOnlyList<StoredFile> old, CancellationToken cancellationToken)
    {
        var ids = old.Select(static file => FileKeys.Parse(file.Key)).OfType<Guid>().ToList();
        if (ids.Count == 0)
        {
            return [];
        }

        var recorded = await database.ReadAsync(
            (context, token) => context.Evidence.Where(item => ids.Contains(item.Id)).Select(item => item.Id).ToHashSetAsync(token),
            cancellationToken);
        return [.. ids.Where(id => !recorded.Contains(id)).Select(FileKeys.Content)];
    }

    [LoggerMessage(2, LogLevel.Information, "Removed {Count} stored files without a record, left by uploads that were cut off by a crash")]
    private static partial void LogRemoved(ILogger logger, int count);

    [LoggerMessage(3, LogLevel.Warning, "The clean-up of stored files without a record is put off to the next start: {Reason}")]
    private static partial void LogPutOff(ILogger logger, string reason);
}
