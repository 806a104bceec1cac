using DeploymentFlex.Data;
using DeploymentFlex.Files;
using DeploymentFlex.Services.Evidence.Clients;
using DeploymentFlex.Services.Evidence.Lines;
using DeploymentFlex.Services.Evidence.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace DeploymentFlex.Services.Evidence.Uploads;

/// <summary>
/// Takes files in. The file is stored first and recorded then, with its jobs, in one transaction; what a crash leaves
/// in between is a file without a record, which <see cref="OrphanSweep"/> removes.
/// </summary>
internal sealed partial class EvidenceUploads(
    IDatabase<EvidenceDbContext> database,
    IFileStore files,
    IOptions<EvidenceOptions> options,
    TimeProvider time,
    ILogger<EvidenceUploads> logger)
{
    /// <summary>Stores the file, or finds the evidence of the case that has the same bytes already.</summary>
    public async Task<UploadResult> TakeAsync(Guid caseId, UploadBody body, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        var key = FileKeys.Content(id);
        var lines = new LineIndexBuilder();
        StoredFile stored;
        await using (var content = new UploadStream(body.Content, options.Value.MaxBytes, lines))
        {
            stored = await files.WriteAsync(key, content, body.Length, cancellationToken);
        }

        try
        {
            await body.EndAsync(cancellationToken);

            // From here on the sender no longer has a say: the file is there, so the record follows.
            var evidence = await RecordAsync(id, caseId, body.Name, stored, lines.Build());
            if (evidence.Id != id)
            {
                await DiscardAsync(key);
            }

            return new UploadResult(evidence, IsNew: evidence.Id == id, stored.IsSpooled);
        }
        catch
        {
            await DiscardUnrecordedAsync(id, key);
            throw;
        }
    }

    private async Task<EvidenceRecord> RecordAsync(Guid id, Guid caseId, string name, StoredFile stored, LineIndex lines)
    {
        try
        {
            return await database.WriteAsync(
                async (context, token) => await FindSameAsync(context, caseId, stored, token)
                    ?? Add(context, id, caseId, name, stored, lines),
                CancellationToken.None);
        }
        catch (DbUpdateException)
        {
            // Where writers do not take turns, another one may have recorded the same bytes at the same moment.
            var same = await database.ReadAsync((context, token) => FindSameAsync(context, caseId, stored, token), CancellationToken.None);
            if (same is null)
            {
                throw;
            }

            return same;
        }
    }

    private EvidenceRecord Add(EvidenceDbContext context, Guid id, Guid caseId, string name, StoredFile stored, LineIndex lines)
    {
        var now = time.GetUtcNow();
        var evidence = new EvidenceRecord
        {
            Id = id,
            CaseId = caseId,
            Name = name,
            Size = stored.Size,
            Sha256 = stored.Sha256 ?? throw new InvalidOperationException("The store did not answer a hash."),
            Lines = lines.Total,
            CreatedAt = now,
            LineIndex = new EvidenceLines { EvidenceId = id, Index = lines.ToBytes() },
        };
        context.Evidence.Add(evidence);
        context.PostJob(EvidenceOutbox.IndexJob, evidence, now);
        context.PostTimeline(evidence, "evidence-added", $"{name} added", now);
        return evidence;
    }

    private static Task<EvidenceRecord?> FindSameAsync(
        EvidenceDbContext context, Guid caseId, StoredFile stored, CancellationToken cancellationToken) =>
        context.Evidence.FirstOrDefaultAsync(
            item => item.CaseId == caseId && item.Sha256 == stored.Sha256 && item.DeletingAt == null, cancellationToken);

    private async Task DiscardUnrecordedAsync(Guid id, string key)
    {
        try
        {
            // A write that failed may have been committed all the same, and then the file is needed.
            if (!await database.ReadAsync((context, token) => context.Evidence.AnyAsync(item => item.Id == id, token), CancellationToken.None))
            {
                await DiscardAsync(key);
            }
        }
#pragma warning disable CA1031 // The caller is told the first failure; the sweep finds the file.
        catch (Exception error)
#pragma warning restore CA1031
        {
            LogLeft(logger, key, error);
        }
    }

    private async Task DiscardAsync(string key)
    {
        try
        {
            await files.DeleteAsync(key, CancellationToken.None);
        }
#pragma warning disable CA1031 // Not worth failing the request; the sweep finds the file.
        catch (Exception error)
#pragma warning restore CA1031
        {
            LogLeft(logger, key, error);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The file {Key} has no record and could not be removed; the clean-up at a later start does")]
    private static partial void LogLeft(ILogger logger, string key, Exception error);
}
