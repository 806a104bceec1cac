using DeploymentFlex.Services.Console.Backend;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace DeploymentFlex.Services.Tests.ConsolePages;

/// <summary>The public HTTP contract over a <see cref="FakeStore"/>.</summary>
internal static class FakeApi
{
    public static void Map(IEndpointRouteBuilder endpoints, FakeStore store)
    {
        var api = endpoints.MapGroup("/api").AddEndpointFilter(async (context, next) =>
        {
            await Task.Delay(store.Delay, context.HttpContext.RequestAborted);
            return store.Broken.ContainsKey(ServiceOf(context.HttpContext.Request.Path))
                ? TypedResults.Problem("The database does not answer.", statusCode: StatusCodes.Status503ServiceUnavailable)
                : await next(context);
        });
        MapCases(api, store);
        MapEvidence(api, store);
        MapLines(api, store);
        api.MapGet("/knowledge/search", (string q, Guid? caseId, int limit) =>
            TypedResults.Ok(new { results = store.Search(q, caseId, limit) }));
    }

    private static string ServiceOf(PathString path) => path.Value switch
    {
        { } text when text.Contains("knowledge", StringComparison.Ordinal) => "knowledge",
        { } text when text.Contains("evidence", StringComparison.Ordinal) => "evidence",
        _ => "cases",
    };

    private static void MapCases(RouteGroupBuilder api, FakeStore store)
    {
        api.MapGet("/cases", (string? status, string? assignee, string? cursor, int limit) =>
        {
            var skipped = cursor is null ? 0 : int.Parse(cursor);
            var all = store.Cases
                .Where(item => (status is null || item.Status == status) && (assignee is null || item.Assignee == assignee))
                .Skip(skipped).ToList();
            return TypedResults.Ok(new CaseList([.. all.Take(limit).Select(static item => item with { Timeline = null })], all.Count > limit ? $"{skipped + limit}" : null));
        });
        api.MapPost("/cases", (CaseDraft draft) => string.IsNullOrWhiteSpace(draft.Title)
            ? Refused(StatusCodes.Status400BadRequest, "The title is empty; give one of 1 to 200 characters.")
            : (IResult)TypedResults.Created("", store.AddCase(draft.Title, draft.Description, draft.Assignee)));
        api.MapGet("/cases/{id:guid}", (Guid id, HttpResponse response) => Answer(store.FindCase(id), response));
        api.MapPatch("/cases/{id:guid}", (Guid id, Dictionary<string, string?> change, HttpRequest request) =>
        {
            if (store.FindCase(id) is not { } item)
            {
                return Missing();
            }

            if (request.Headers.IfMatch is [{ } tag, ..] && tag != item.ETag)
            {
                return Refused(StatusCodes.Status412PreconditionFailed, "The case has changed. Read it again and decide anew.");
            }

            return Answer(
                store.Change(
                    id,
                    found => found with
                    {
                        Title = change.GetValueOrDefault("title") ?? found.Title,
                        Assignee = change.TryGetValue("assignee", out var name) ? name : found.Assignee,
                        Status = change.GetValueOrDefault("status") ?? found.Status,
                    },
                    change.Keys.First(),
                    $"{change.Keys.First()}: {change.Values.First()}"),
                request.HttpContext.Response);
        });
    }

    private static void MapEvidence(RouteGroupBuilder api, FakeStore store)
    {
        api.MapGet("/cases/{id:guid}/evidence", (Guid id) => new EvidenceList([.. store.FilesOf(id)], null));
        api.MapPost("/cases/{id:guid}/evidence", async (Guid id, string name, HttpRequest request) =>
        {
            using var bytes = new MemoryStream();
            await request.Body.CopyToAsync(bytes);
            return TypedResults.Created("", store.AddFile(id, name, bytes.ToArray(), "indexing"));
        });
        api.MapGet("/evidence/{id:guid}", (Guid id) => store.FindFile(id) is { } file ? (IResult)TypedResults.Ok(file) : Missing());
        api.MapDelete("/evidence/{id:guid}", (Guid id) => store.RemoveFile(id) ? (IResult)TypedResults.NoContent() : Missing());
        api.MapGet("/evidence/{id:guid}/content", (Guid id) => TypedResults.Bytes(store.ContentOf(id)));
    }

    private static void MapLines(RouteGroupBuilder api, FakeStore store)
    {
        api.MapGet("/evidence/{id:guid}/lines", (Guid id, int from, int count) =>
        {
            var all = store.LinesOf(id);
            var lines = all.Skip(from - 1).Take(count).Select((text, index) => new { number = from + index, text }).ToList();
            return TypedResults.Ok(new { from, lines, total = all.Length, end = from - 1 + lines.Count >= all.Length });
        });
        api.MapGet("/evidence/{id:guid}/find", (Guid id, string q, int after) =>
        {
            var lines = store.LinesOf(id);
            var at = Array.FindIndex(lines, Math.Min(after, lines.Length), line => line.Contains(q, StringComparison.OrdinalIgnoreCase));
            return TypedResults.Ok(new { hit = at < 0 ? null : new { line = at + 1, text = lines[at] }, scannedTo = at < 0 ? lines.Length : at + 1, done = true });
        });
    }

    private static IResult Answer(CaseItem? item, HttpResponse response)
    {
        response.Headers.ETag = item?.ETag;
        return item is null ? Missing() : TypedResults.Ok(item);
    }

    private static ProblemHttpResult Missing() => Refused(StatusCodes.Status404NotFound, "There is no such thing.");

    private static ProblemHttpResult Refused(int status, string detail) => TypedResults.Problem(detail, statusCode: status);
}
