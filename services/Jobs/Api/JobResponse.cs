using System.Text.Json;
using DeploymentFlex.Jobs;

namespace DeploymentFlex.Services.Jobs.Api;

/// <summary>A job as the API shows it; the payload is null once the job is done.</summary>
internal sealed record JobResponse(
    Guid Id,
    string Type,
    string State,
    int Attempt,
    int MaxAttempts,
    DateTimeOffset NotBefore,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LeasedUntil,
    DateTimeOffset? FinishedAt,
    string? LastError,
    JsonElement? Payload)
{
    public static JobResponse From(Job job) => new(
        job.Id,
        job.Type,
        job.State.ToName(),
        job.Attempt,
        job.MaxAttempts,
        job.NotBefore,
        job.CreatedAt,
        job.LeasedUntil,
        job.FinishedAt,
        job.LastError,
        job.Payload.IsEmpty ? null : JsonElement.Parse(job.Payload.Span));
}
