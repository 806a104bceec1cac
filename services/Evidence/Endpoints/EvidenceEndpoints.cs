using DeploymentFlex.Data;
using DeploymentFlex.ServiceDefaults.Http;
using DeploymentFlex.Services.Evidence.Clients;
using DeploymentFlex.Services.Evidence.Model;
using DeploymentFlex.Services.Evidence.Purging;
using Microsoft.EntityFrameworkCore;

namespace DeploymentFlex.Services.Evidence.Endpoints;

/// <summary>What is known of evidence, by case and one by one, and its removal.</summary>
internal static class EvidenceEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/cases/{id}/evidence", ListAsync);
        endpoints.MapGet("/api/evidence/{id}", GetAsync);
        endpoints.MapDelete("/api/evidence/{id}", DeleteAsync);
    }

    private static async Task<IResult> ListAsync(
        string id, HttpRequest request, IDatabase<EvidenceDbContext> database, CasesClient cases, CancellationToken cancellationToken)
    {
        var caseId = RouteIds.Parse(id, "case");
        var limit = request.Query.Number("limit", fallback: 50, min: 1, max: 200);
        var after = IdCursor.Read(request.Query["cursor"]);
        var items = await database.ReadAsync(
            (context, token) => context.Evidence
                .Where(item => item.CaseId == caseId && item.DeletingAt == null && (after == null || item.Id < after))
                .OrderByDescending(item => item.Id)
                .Take(limit + 1)
                .ToListAsync(token),
            cancellationToken);
        if (items.Count == 0 && !await cases.ExistsAsync(caseId, cancellationToken))
        {
            return TypedResults.Problem($"There is no case {caseId}.", statusCode: StatusCodes.Status404NotFound);
        }

        var page = new EvidencePage(
            [.. items.Take(limit).Select(EvidenceAnswer.Of)],
            items.Count > limit ? IdCursor.Write(items[limit - 1].Id) : null);
        return TypedResults.Json(page, EvidenceJson.Default.EvidencePage);
    }

    private static async Task<IResult> GetAsync(
        string id, IDatabase<EvidenceDbContext> database, CancellationToken cancellationToken)
    {
        var evidenceId = RouteIds.Parse(id, "evidence");
        return await database.FindAsync(evidenceId, cancellationToken) is { } evidence
            ? TypedResults.Json(EvidenceAnswer.Of(evidence), EvidenceJson.Default.EvidenceAnswer)
            : EvidenceQueries.NotFound(evidenceId);
    }

    private static async Task<IResult> DeleteAsync(
        string id, EvidencePurge purge, PurgeAttempt attempt, CancellationToken cancellationToken)
    {
        var evidenceId = RouteIds.Parse(id, "evidence");
        if (!await purge.BeginAsync(evidenceId, cancellationToken))
        {
            return EvidenceQueries.NotFound(evidenceId);
        }

        await attempt.RunAsync(evidenceId);
        return TypedResults.NoContent();
    }
}
