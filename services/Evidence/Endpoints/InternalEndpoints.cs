using DeploymentFlex.Data;
using DeploymentFlex.ServiceDefaults.Http;
using DeploymentFlex.Services.Evidence.Clients;
using DeploymentFlex.Services.Evidence.Model;
using DeploymentFlex.Services.Evidence.Purging;
using Microsoft.EntityFrameworkCore;

namespace DeploymentFlex.Services.Evidence.Endpoints;

/// <summary>What other services ask and report: <c>/internal</c>, which the gateway never routes.</summary>
internal static class InternalEndpoints
{
    private const int MaxReasonLength = 2000;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/internal/evidence/{id}", GetAsync);
        endpoints.MapPut("/internal/evidence/{id}/status", ReportAsync);
        endpoints.MapPost("/internal/purge", PurgeAsync);
    }

    private static async Task<IResult> GetAsync(
        string id, IDatabase<EvidenceDbContext> database, CancellationToken cancellationToken)
    {
        var evidenceId = RouteIds.Parse(id, "evidence");
        return await database.FindAsync(evidenceId, cancellationToken) is { } evidence
            ? TypedResults.Json(EvidenceAnswer.Of(evidence), EvidenceJson.Default.EvidenceAnswer)
            : EvidenceQueries.NotFound(evidenceId);
    }

    private static async Task<IResult> ReportAsync(
        string id, HttpRequest request, IDatabase<EvidenceDbContext> database, TimeProvider time, CancellationToken cancellationToken)
    {
        var evidenceId = RouteIds.Parse(id, "evidence");
        var report = await request.ReadJsonAsync(EvidenceJson.Default.StatusReport, cancellationToken);
        var status = EvidenceStatuses.ParseReport(report.Status) ?? throw new BadHttpRequestException(
            $"The status '{report.Status}' is not known; allowed are {EvidenceStatuses.Reportable}.");
        if (report.Progress is < 0 or > 1 || report.Lines is < 0 || report.Reason?.Length > MaxReasonLength)
        {
            throw new BadHttpRequestException(
                $"'progress' must be from 0 to 1, 'lines' not below 0, and 'reason' at most {MaxReasonLength} characters.");
        }

        var now = time.GetUtcNow();
        var found = await database.WriteAsync(
            async (context, token) =>
            {
                var evidence = await context.Evidence.SingleOrDefaultAsync(item => item.Id == evidenceId && item.DeletingAt == null, token);
                if (evidence is not null)
                {
                    if (evidence.Status != status && status.Outcome() is { } outcome)
                    {
                        context.PostTimeline(evidence, "evidence-indexed", $"{evidence.Name} {outcome}", now);
                    }

                    evidence.Report(status, report.Progress, report.Reason, report.Lines);
                }

                return evidence is not null;
            },
            cancellationToken);
        return found ? TypedResults.NoContent() : EvidenceQueries.NotFound(evidenceId);
    }

    private static async Task<IResult> PurgeAsync(HttpRequest request, EvidencePurge purge, CancellationToken cancellationToken)
    {
        var body = await request.ReadJsonAsync(EvidenceJson.Default.EvidenceReference, cancellationToken);
        var evidenceId = body.EvidenceId ?? throw new BadHttpRequestException("The field 'evidenceId' is missing.");
        try
        {
            return await purge.FinishAsync(evidenceId, cancellationToken)
                ? TypedResults.NoContent()
                : TypedResults.Problem(
                    $"The evidence {evidenceId} is not being removed; delete it first.", statusCode: StatusCodes.Status409Conflict);
        }
        catch (HttpRequestException error)
        {
            return TypedResults.Problem(
                $"The service knowledge did not remove the index entries: {error.Message}", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
