using DeploymentFlex.Data;
using DeploymentFlex.Services.Evidence.Lines;
using DeploymentFlex.Services.Evidence.Model;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace DeploymentFlex.Services.Evidence.Endpoints;

/// <summary>Reads records; one that is being removed is not there.</summary>
internal static class EvidenceQueries
{
    public static Task<EvidenceRecord?> FindAsync(
        this IDatabase<EvidenceDbContext> database, Guid id, CancellationToken cancellationToken) =>
        database.ReadAsync(
            (context, token) => context.Evidence.SingleOrDefaultAsync(item => item.Id == id && item.DeletingAt == null, token),
            cancellationToken);

    public static async Task<LineIndex?> FindLinesAsync(
        this IDatabase<EvidenceDbContext> database, Guid id, CancellationToken cancellationToken)
    {
        var bytes = await database.ReadAsync(
            (context, token) => context.Evidence
                .Where(item => item.Id == id && item.DeletingAt == null)
                .Select(item => item.LineIndex!.Index)
                .SingleOrDefaultAsync(token),
            cancellationToken);
        return bytes is null ? null : LineIndex.FromBytes(bytes);
    }

    public static ProblemHttpResult NotFound(Guid id) =>
        TypedResults.Problem($"There is no evidence {id}.", statusCode: StatusCodes.Status404NotFound);
}
