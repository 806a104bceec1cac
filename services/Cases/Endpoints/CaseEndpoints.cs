using DeploymentFlex.Data;
using DeploymentFlex.ServiceDefaults.Http;
using DeploymentFlex.Services.Cases.Model;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace DeploymentFlex.Services.Cases.Endpoints;

/// <summary>Cases over HTTP: <c>/api/cases</c>.</summary>
internal static class CaseEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var cases = endpoints.MapGroup("/api/cases");
        cases.MapPost("", CreateAsync);
        cases.MapGet("", ListAsync);
        cases.MapGet("{id}", GetAsync);
        cases.MapPatch("{id}", ChangeAsync);
    }

    private static async Task<IResult> CreateAsync(
        HttpContext context, IDatabase<CasesDbContext> database, TimeProvider time, CancellationToken cancellationToken)
    {
        var body = await context.Request.ReadJsonAsync(CasesJson.Default.CreateCase, cancellationToken);
        var (title, description, assignee) =
            (CaseRules.Title(body.Title), CaseRules.Description(body.Description), CaseRules.Assignee(body.Assignee));
        var now = time.GetUtcNow();
        var opened = await database.WriteAsync(
            (cases, _) =>
            {
                var item = Case.Open(title, description, assignee, now);
                cases.Cases.Add(item);
                return Task.FromResult(item);
            },
            cancellationToken);
        context.Response.Headers.Location = $"/api/cases/{opened.Id}";
        return Full(context, opened, StatusCodes.Status201Created);
    }

    private static async Task<IResult> ListAsync(
        HttpRequest request, IDatabase<CasesDbContext> database, CancellationToken cancellationToken)
    {
        var limit = request.Query.Number("limit", fallback: 50, min: 1, max: 200);
        var after = IdCursor.Read(request.Query["cursor"]);
        var assignee = request.Query["assignee"].ToString();
        var status = ReadStatus(request.Query["status"]);
        var items = await database.ReadAsync(
            async (cases, token) =>
            {
                IQueryable<Case> query = cases.Cases;
                query = status is null ? query : query.Where(item => item.Status == status);
                query = assignee.Length == 0 ? query : query.Where(item => item.Assignee == assignee);
                query = after is null ? query : query.Where(item => item.Id < after);
                return await query.OrderByDescending(item => item.Id).Take(limit + 1).ToListAsync(token);
            },
            cancellationToken);
        var page = new CasePage(
            [.. items.Take(limit).Select(CaseAnswer.Brief)],
            items.Count > limit ? IdCursor.Write(items[limit - 1].Id) : null);
        return TypedResults.Json(page, CasesJson.Default.CasePage);
    }

    private static async Task<IResult> GetAsync(
        string id, HttpContext context, IDatabase<CasesDbContext> database, CancellationToken cancellationToken)
    {
        var caseId = RouteIds.Parse(id, "case");
        var item = await database.ReadAsync(
            (cases, token) => cases.Cases.Include(found => found.Timeline).SingleOrDefaultAsync(found => found.Id == caseId, token),
            cancellationToken);
        if (item is null)
        {
            return NotFound(caseId);
        }

        if (context.Request.IsNotModified(Tag(item)))
        {
            context.Response.Headers.ETag = Tag(item).ToString();
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        return Full(context, item, StatusCodes.Status200OK);
    }

    private static async Task<IResult> ChangeAsync(
        string id, HttpContext context, IDatabase<CasesDbContext> database, TimeProvider time, CancellationToken cancellationToken)
    {
        var caseId = RouteIds.Parse(id, "case");
        var change = (await context.Request.ReadJsonAsync(CasesJson.Default.ChangeCase, cancellationToken)).Check();
        var now = time.GetUtcNow();
        try
        {
            var (item, refusal) = await database.WriteAsync(
                async (cases, token) =>
                {
                    var item = await cases.Cases.Include(found => found.Timeline).SingleOrDefaultAsync(found => found.Id == caseId, token);
                    var refusal = item is null ? NotFound(caseId) : Refuse(context.Request, item, change);
                    if (refusal is null)
                    {
                        change.ApplyTo(item!, now);
                    }

                    return (item, refusal);
                },
                cancellationToken);
            return refusal is null ? Full(context, item!, StatusCodes.Status200OK) : refusal;
        }
        catch (DbUpdateConcurrencyException)
        {
            return TypedResults.Problem("The case was changed by somebody else at the same moment; read it again.", statusCode: StatusCodes.Status409Conflict);
        }
    }

    private static ProblemHttpResult? Refuse(HttpRequest request, Case item, ChangeCase change)
    {
        if (!request.IfMatchHolds(Tag(item)))
        {
            return TypedResults.Problem(
                $"The case has changed: its entity tag is now {Tag(item)}. Read it again and decide anew.",
                statusCode: StatusCodes.Status412PreconditionFailed);
        }

        return CaseStatuses.Parse(change.Status) is { } next && !item.MayMoveTo(next)
            ? TypedResults.Problem(
                $"A case does not go from {item.Status.Name()} to {next.Name()}; from {item.Status.Name()} it goes to {item.Status.Next().Name()}.",
                statusCode: StatusCodes.Status409Conflict)
            : null;
    }

    private static CaseStatus? ReadStatus(string? text) =>
        string.IsNullOrEmpty(text) ? null : CaseStatuses.Parse(text) ?? throw CaseStatuses.Unknown(text);

    private static JsonHttpResult<CaseAnswer> Full(HttpContext context, Case item, int status)
    {
        context.Response.Headers.ETag = Tag(item).ToString();
        return TypedResults.Json(CaseAnswer.Full(item), CasesJson.Default.CaseAnswer, statusCode: status);
    }

    private static ProblemHttpResult NotFound(Guid id) =>
        TypedResults.Problem($"There is no case {id}.", statusCode: StatusCodes.Status404NotFound);

    private static EntityTagHeaderValue Tag(Case item) => new($"\"{item.Version}\"");
}
