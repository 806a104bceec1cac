using DeploymentFlex.Data;
using DeploymentFlex.Files;
using DeploymentFlex.Services.Evidence.Clients;
using DeploymentFlex.Services.Evidence.Model;
using Microsoft.EntityFrameworkCore;

namespace DeploymentFlex.Services.Evidence.Purging;

/// <summary>
/// Removes evidence in two steps: it is marked, with a job, in one transaction, and is gone for everybody from then on;
/// then its index entries, its file and last its record are removed, at once or by the job. Each step may run twice.
/// </summary>
internal sealed class EvidencePurge(
    IDatabase<EvidenceDbContext> database, IFileStore files, KnowledgeClient knowledge, TimeProvider time)
{
    /// <summary>Marks the evidence; false when there is none.</summary>
    public Task<bool> BeginAsync(Guid id, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async (context, token) =>
            {
                if (await context.Evidence.SingleOrDefaultAsync(item => item.Id == id && item.DeletingAt == null, token) is not { } evidence)
                {
                    return false;
                }

                var now = time.GetUtcNow();
                evidence.BeginDelete(now);
                context.PostJob(EvidenceOutbox.PurgeJob, evidence, now);
                context.PostTimeline(evidence, "evidence-removed", $"{evidence.Name} removed", now);
                return true;
            },
            cancellationToken);

    /// <summary>Removes what is left of marked evidence; false when it is not marked, and nothing happens.</summary>
    public async Task<bool> FinishAsync(Guid id, CancellationToken cancellationToken)
    {
        var evidence = await database.ReadAsync(
            (context, token) => context.Evidence.SingleOrDefaultAsync(item => item.Id == id, token), cancellationToken);
        if (evidence is null)
        {
            return true;
        }

        if (evidence.DeletingAt is null)
        {
            return false;
        }

        await knowledge.RemoveAsync(id, cancellationToken);
        await files.DeleteAsync(FileKeys.Content(id), cancellationToken);
        return await database.WriteAsync(
            async (context, token) =>
            {
                await context.Lines.Where(item => item.EvidenceId == id).ExecuteDeleteAsync(token);
                await context.Evidence.Where(item => item.Id == id).ExecuteDeleteAsync(token);
                return true;
            },
            cancellationToken);
    }
}
