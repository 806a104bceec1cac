using DeploymentFlex.Data;
using DeploymentFlex.Files;
using DeploymentFlex.ServiceDefaults.Http;
using DeploymentFlex.Services.Evidence.Model;
using Microsoft.Net.Http.Headers;

namespace DeploymentFlex.Services.Evidence.Endpoints;

/// <summary><c>GET /api/evidence/{id}/content</c>: the bytes as they were uploaded, whole or in part.</summary>
internal static class ContentEndpoint
{
    private const int BufferBytes = 128 * 1024;

    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/api/evidence/{id}/content", [HttpMethods.Get, HttpMethods.Head], GetAsync);

    private static async Task<IResult> GetAsync(
        string id, HttpContext context, IDatabase<EvidenceDbContext> database, IFileStore files, CancellationToken cancellationToken)
    {
        var evidenceId = RouteIds.Parse(id, "evidence");
        if (await database.FindAsync(evidenceId, cancellationToken) is not { } evidence)
        {
            return EvidenceQueries.NotFound(evidenceId);
        }

        var tag = new EntityTagHeaderValue($"\"{evidence.Sha256}\"");
        if (!context.Request.IfMatchHolds(tag))
        {
            return TypedResults.Problem($"The entity tag of the content is {tag}.", statusCode: StatusCodes.Status412PreconditionFailed);
        }

        // A header has no parts of a second.
        var modified = DateTimeOffset.FromUnixTimeSeconds(evidence.CreatedAt.ToUnixTimeSeconds());
        var headers = context.Response.GetTypedHeaders();
        headers.ETag = tag;
        headers.LastModified = modified;
        if (context.Request.IsNotModified(tag))
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        var range = ByteRange.Of(context.Request, tag, modified, evidence.Size);
        if (range.Status is StatusCodes.Status416RangeNotSatisfiable)
        {
            headers.ContentRange = new ContentRangeHeaderValue(evidence.Size);
            return TypedResults.Problem(
                $"The range '{context.Request.Headers.Range}' is not in the file; it has {evidence.Size} bytes.", statusCode: range.Status);
        }

        await using var content = await files.OpenReadAsync(FileKeys.Content(evidenceId), range.Offset, range.Length, cancellationToken);
        if (content is null)
        {
            return EvidenceQueries.NotFound(evidenceId);
        }

        Describe(context.Response, evidence, range);
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await content.CopyToAsync(context.Response.Body, BufferBytes, cancellationToken);
        }

        return TypedResults.Empty;
    }

    // What was uploaded is never shown as a page of this site, whatever it holds.
    private static void Describe(HttpResponse response, EvidenceRecord evidence, ByteRange range)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(evidence.Name);
        var headers = response.GetTypedHeaders();
        headers.ContentDisposition = disposition;
        headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        headers.ContentLength = range.Length;
        response.StatusCode = range.Status;
        response.Headers.AcceptRanges = "bytes";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        if (range.Status is StatusCodes.Status206PartialContent)
        {
            headers.ContentRange = new ContentRangeHeaderValue(range.Offset, range.Offset + range.Length - 1, evidence.Size);
        }
    }
}
