using DeploymentFlex.ServiceDefaults.Http;
using DeploymentFlex.Services.Knowledge.Embedding;
using DeploymentFlex.Services.Knowledge.Indexing;
using DeploymentFlex.Services.Knowledge.Searching;

namespace DeploymentFlex.Services.Knowledge;

/// <summary>Search for everyone, indexing for the jobs service and removal for the evidence service.</summary>
internal static partial class KnowledgeEndpoints
{
    private static readonly TimeSpan s_retryAfter = TimeSpan.FromSeconds(5);

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/api/knowledge/search", SearchAsync);
        endpoints.MapPost("/internal/index", IndexAsync);
        endpoints.MapDelete("/internal/index/{evidenceId:guid}", RemoveAsync);
    }

    private static async Task<IResult> SearchAsync(HttpRequest request, KnowledgeSearch search, CancellationToken cancellationToken)
    {
        var results = await search.SearchAsync(SearchQuery.Read(request.Query), cancellationToken);
        return TypedResults.Json(new SearchAnswer(results), KnowledgeJson.Default.SearchAnswer);
    }

    private static async Task<IResult> IndexAsync(
        HttpContext context, Indexer indexer, ILogger<Indexer> logger, CancellationToken cancellationToken)
    {
        var request = await context.Request.ReadJsonAsync(KnowledgeJson.Default.IndexRequest, cancellationToken);
        if (request.EvidenceId == Guid.Empty)
        {
            throw new BadHttpRequestException("'evidenceId' is missing; give the UUID of an evidence.");
        }

        try
        {
            return await indexer.IndexAsync(request.EvidenceId, cancellationToken) is IndexOutcome.Superseded
                ? Retry(context, "Another instance has begun to index this evidence.")
                : TypedResults.NoContent();
        }
        catch (EmbeddingException error)
        {
            LogRefused(logger, request.EvidenceId, error.Message);
            return TypedResults.Problem(error.Message, statusCode: StatusCodes.Status422UnprocessableEntity);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or TimeoutException)
        {
            LogInterrupted(logger, request.EvidenceId, error.Message);
            return Retry(context, $"The indexing was interrupted and starts over when it is tried again: {error.Message}");
        }
    }

    private static async Task<IResult> RemoveAsync(Guid evidenceId, Indexer indexer, CancellationToken cancellationToken)
    {
        await indexer.RemoveAsync(evidenceId, cancellationToken);
        return TypedResults.NoContent();
    }

    private static Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult Retry(HttpContext context, string detail)
    {
        context.Response.Headers.RetryAfter = $"{s_retryAfter.TotalSeconds}";
        return TypedResults.Problem(detail, statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    [LoggerMessage(1, LogLevel.Warning, "Indexing of evidence {EvidenceId} was interrupted: {Reason}")]
    private static partial void LogInterrupted(ILogger logger, Guid evidenceId, string reason);

    [LoggerMessage(2, LogLevel.Error, "Evidence {EvidenceId} cannot be indexed: {Reason}")]
    private static partial void LogRefused(ILogger logger, Guid evidenceId, string reason);
}
