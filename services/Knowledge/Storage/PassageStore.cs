using DeploymentFlex.Data;
using DeploymentFlex.Data.Text;
using Microsoft.EntityFrameworkCore;

namespace DeploymentFlex.Services.Knowledge.Storage;

/// <summary>Writes the passages of evidence, and removes them, in the database and among the vectors.</summary>
/// <remarks>
/// The database is the one that decides: a vector whose passage is not there is not shown. So what is replaced is gone
/// from every search with one commit, whatever happens to its vectors.
/// </remarks>
internal sealed class PassageStore(IDatabase<KnowledgeDbContext> database, ITextIndex words, PassageVectors vectors)
{
    private const int UpdateSize = 500;

    /// <summary>Removes what is there of an evidence and starts over; returns the run that may write from now on.</summary>
    public async Task<Guid> BeginAsync(Guid evidenceId, Guid caseId, string name, CancellationToken cancellationToken)
    {
        await RemoveAsync(evidenceId, cancellationToken);
        var run = Guid.CreateVersion7();
        await database.WriteAsync(
            async (context, token) =>
            {
                // Another instance may have begun as well: the last one to begin goes on.
                await DeleteAsync(context, evidenceId, token);
                context.Evidence.Add(new IndexedEvidence
                {
                    Id = evidenceId,
                    CaseId = caseId,
                    Name = name,
                    Run = run,
                    Collection = vectors.Collection,
                });
                return true;
            },
            cancellationToken);
        return run;
    }

    /// <summary>Adds passages of one evidence; false when the run is not the evidence's any more.</summary>
    public async Task<bool> AddAsync(Guid run, Guid caseId, IReadOnlyList<Passage> passages, CancellationToken cancellationToken)
    {
        var evidenceId = passages[0].EvidenceId;
        var documents = passages.Select(passage => new TextDocument(passage.Id, evidenceId, caseId, passage.Text)).ToList();
        var owned = await database.WriteAsync(
            async (context, token) =>
            {
                if (!await OwnsAsync(context, evidenceId, run, token))
                {
                    return false;
                }

                context.Passages.AddRange(passages);
                await words.AddAsync(context, documents, token);
                return true;
            },
            cancellationToken);
        if (owned)
        {
            await vectors.AddAsync(evidenceId, caseId, [.. passages.Where(static passage => passage.IsEmbedded)], cancellationToken);
        }

        return owned;
    }

    /// <summary>Sets how often passages are repeated; false when the run is not the evidence's any more.</summary>
    public async Task<bool> SetRepeatsAsync(
        Guid evidenceId, Guid run, IEnumerable<(Guid Id, int Repeats)> passages, CancellationToken cancellationToken)
    {
        var updates = passages
            .GroupBy(static passage => passage.Repeats, static passage => passage.Id)
            .SelectMany(static group => group.Chunk(UpdateSize).Select(ids => (Ids: ids, Repeats: group.Key)))
            .ToList();
        return updates.Count == 0 || await database.WriteAsync(
            async (context, token) =>
            {
                if (!await OwnsAsync(context, evidenceId, run, token))
                {
                    return false;
                }

                foreach (var (ids, repeats) in updates)
                {
                    await context.Passages
                        .Where(passage => ids.Contains(passage.Id))
                        .ExecuteUpdateAsync(update => update.SetProperty(static passage => passage.Repeats, repeats), token);
                }

                return true;
            },
            cancellationToken);
    }

    /// <summary>Removes everything of an evidence; nothing happens when there is nothing.</summary>
    public async Task RemoveAsync(Guid evidenceId, CancellationToken cancellationToken)
    {
        var collection = await database.WriteAsync(
            async (context, token) =>
            {
                var collection = await context.Evidence
                    .Where(evidence => evidence.Id == evidenceId)
                    .Select(static evidence => evidence.Collection)
                    .FirstOrDefaultAsync(token);
                await DeleteAsync(context, evidenceId, token);
                return collection;
            },
            cancellationToken);
        await vectors.RemoveAsync(evidenceId, collection, cancellationToken);
    }

    private static Task<bool> OwnsAsync(KnowledgeDbContext context, Guid evidenceId, Guid run, CancellationToken cancellationToken) =>
        context.Evidence.AnyAsync(evidence => evidence.Id == evidenceId && evidence.Run == run, cancellationToken);

    private async Task DeleteAsync(KnowledgeDbContext context, Guid evidenceId, CancellationToken cancellationToken)
    {
        await words.RemoveAsync(context, evidenceId, cancellationToken);
        await context.Passages.Where(passage => passage.EvidenceId == evidenceId).ExecuteDeleteAsync(cancellationToken);
        await context.Evidence.Where(evidence => evidence.Id == evidenceId).ExecuteDeleteAsync(cancellationToken);
    }
}
