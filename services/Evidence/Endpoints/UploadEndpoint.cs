using DeploymentFlex.ServiceDefaults.Http;
using DeploymentFlex.Services.Evidence.Clients;
using DeploymentFlex.Services.Evidence.Uploads;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace DeploymentFlex.Services.Evidence.Endpoints;

/// <summary><c>POST /api/cases/{id}/evidence</c>: takes a file in, streamed.</summary>
internal static class UploadEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/api/cases/{id}/evidence", UploadAsync);

    private static async Task<IResult> UploadAsync(
        string id,
        HttpContext context,
        EvidenceUploads uploads,
        CasesClient cases,
        IOptions<EvidenceOptions> options,
        CancellationToken cancellationToken)
    {
        var caseId = RouteIds.Parse(id, "case");
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            // The limit of the settings holds, which is for files and not for forms in memory.
            limit.MaxRequestBodySize = null;
        }

        if (!await cases.ExistsAsync(caseId, cancellationToken))
        {
            return TypedResults.Problem($"There is no case {caseId}.", statusCode: StatusCodes.Status404NotFound);
        }

        var body = await UploadBody.OpenAsync(context.Request, options.Value.MaxBytes, cancellationToken);
        var result = await uploads.TakeAsync(caseId, body, cancellationToken);
        context.Response.Headers.Location = $"/api/evidence/{result.Evidence.Id}";
        return TypedResults.Json(EvidenceAnswer.Of(result.Evidence), EvidenceJson.Default.EvidenceAnswer, statusCode: result.Status);
    }
}
