using Microsoft.AspNetCore.Http;

namespace DeploymentFlex.ServiceDefaults.Http;

/// <summary>Reads the ids that stand in paths.</summary>
public static class RouteIds
{
    /// <summary>The id of a path. What is no UUID cannot be there, and is said to be none.</summary>
    /// <param name="text">The segment of the path.</param>
    /// <param name="what">What it is the id of, for the answer: <c>case</c>.</param>
    /// <exception cref="BadHttpRequestException">404: no UUID.</exception>
    public static Guid Parse(string text, string what) =>
        Guid.TryParseExact(text, "D", out var id)
            ? id
            : throw new BadHttpRequestException(
                $"There is no {what} '{text}': ids are UUIDs like 019a0000-0000-7000-8000-000000000000.", StatusCodes.Status404NotFound);
}
