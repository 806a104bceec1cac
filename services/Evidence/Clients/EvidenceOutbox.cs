using System.Text.Json;
using DeploymentFlex.Services.Evidence.Endpoints;
using DeploymentFlex.Services.Evidence.Model;

namespace DeploymentFlex.Services.Evidence.Clients;

/// <summary>
/// What others are told of evidence, in the transaction of the change. The receivers know repeats by the id in the
/// body, which follows from the evidence; the id of the message is its own, as an earlier one may still be under way.
/// </summary>
public static class EvidenceOutbox
{
    public const string IndexJob = "knowledge.index";
    public const string PurgeJob = "evidence.purge";

    public static void PostJob(this EvidenceDbContext context, string type, EvidenceRecord evidence, DateTimeOffset now)
    {
        var job = new JobMessage(DerivedId.From(evidence.Id, type), type, new EvidenceReference(evidence.Id));
        context.Post(
            Guid.CreateVersion7(now), "http://jobs/internal/jobs", JsonSerializer.Serialize(job, EvidenceJson.Default.JobMessage), now);
    }

    /// <summary>Tells the case; the kind and the text together are told once.</summary>
    public static void PostTimeline(this EvidenceDbContext context, EvidenceRecord evidence, string kind, string text, DateTimeOffset now)
    {
        var entry = new TimelineMessage(DerivedId.From(evidence.Id, $"{kind} {text}"), kind, text);
        context.Post(
            Guid.CreateVersion7(now),
            $"http://cases/internal/cases/{evidence.CaseId}/timeline",
            JsonSerializer.Serialize(entry, EvidenceJson.Default.TimelineMessage),
            now);
    }
}
