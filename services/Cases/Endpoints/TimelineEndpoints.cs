using DeploymentFlex.Data;
using DeploymentFlex.ServiceDefaults.Http;
using DeploymentFlex.Services.Cases.Model;
using Microsoft.EntityFrameworkCore;

namespace DeploymentFlex.Services.Cases.Endpoints;

/// <summary>What other services tell of a case: <c>/internal/cases/{id}/timeline</c>. A repeat, by its id, changes nothing.</summary>
internal static class TimelineEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/internal/cases/{id}/timeline", AddAsync);

    private static async Task<IResult> AddAsync(
        string id, HttpRequest request, IDatabase<CasesDbContext> database, TimeProvider time, CancellationToken cancellationToken)
    {
        var caseId = RouteIds.Parse(id, "case");
        var body = await request.ReadJsonAsync(CasesJson.Default.TimelineNote, cancellationToken);
        var noteId = body.Id ?? throw new BadHttpRequestException("The field 'id' is missing.");
        var kind = TimelineKinds.OfEvidence.Contains(body.Kind, StringComparer.Ordinal)
            ? body.Kind!
            : throw new BadHttpRequestException($"The kind '{body.Kind}' is not known; allowed are {string.Join(", ", TimelineKinds.OfEvidence)}.");
        var text = CaseRules.Note(body.Text);
        var now = time.GetUtcNow();
        var found = await database.WriteAsync(
            async (cases, token) =>
            {
                var item = await cases.Cases.SingleOrDefaultAsync(candidate => candidate.Id == caseId, token);
                if (item is not null && !await cases.Timeline.AnyAsync(entry => entry.Id == noteId, token))
                {
                    item.Note(noteId, kind, text, now);
                }

                return item is not null;
            },
            cancellationToken);
        return found
            ? TypedResults.NoContent()
            : TypedResults.Problem($"There is no case {caseId}.", statusCode: StatusCodes.Status404NotFound);
    }
}
