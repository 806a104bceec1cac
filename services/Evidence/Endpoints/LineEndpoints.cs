using DeploymentFlex.Data;
using DeploymentFlex.ServiceDefaults.Http;
using DeploymentFlex.Services.Evidence.Lines;
using DeploymentFlex.Services.Evidence.Model;

namespace DeploymentFlex.Services.Evidence.Endpoints;

/// <summary>A file as lines: <c>lines</c> reads some, <c>find</c> searches.</summary>
internal static class LineEndpoints
{
    private const int MaxQueryLength = 256;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/evidence/{id}/lines", ReadAsync);
        endpoints.MapGet("/api/evidence/{id}/find", FindAsync);
    }

    private static async Task<IResult> ReadAsync(
        string id, HttpRequest request, IDatabase<EvidenceDbContext> database, LineReader reader, CancellationToken cancellationToken)
    {
        var evidenceId = RouteIds.Parse(id, "evidence");
        var from = request.Query.Number("from", fallback: 1L, min: 1, max: long.MaxValue);
        var count = request.Query.Number("count", fallback: 100, min: 1, max: 1000);
        var index = await database.FindLinesAsync(evidenceId, cancellationToken);
        var page = index is null
            ? null
            : await reader.ReadAsync(FileKeys.Content(evidenceId), index, from, count, cancellationToken);
        return page is null ? EvidenceQueries.NotFound(evidenceId) : TypedResults.Json(page, EvidenceJson.Default.LinePage);
    }

    private static async Task<IResult> FindAsync(
        string id, HttpRequest request, IDatabase<EvidenceDbContext> database, LineFinder finder, CancellationToken cancellationToken)
    {
        var evidenceId = RouteIds.Parse(id, "evidence");
        var text = request.Query["q"].ToString();
        if (text.Length is 0 or > MaxQueryLength || text.AsSpan().ContainsAny('\r', '\n'))
        {
            throw new BadHttpRequestException($"'q' must be a text of 1 to {MaxQueryLength} characters in one line.");
        }

        var after = request.Query.Number("after", fallback: 0L, min: 0, max: long.MaxValue - 1);
        var index = await database.FindLinesAsync(evidenceId, cancellationToken);
        var answer = index is null
            ? null
            : await finder.FindAsync(FileKeys.Content(evidenceId), index, text, after, cancellationToken);
        return answer is null ? EvidenceQueries.NotFound(evidenceId) : TypedResults.Json(answer, EvidenceJson.Default.FindAnswer);
    }
}
