namespace DeploymentFlex.Services.Jobs.Api;

/// <summary>The answers to a request that cannot be done.</summary>
internal static class Problems
{
    public static IResult BadRequest(string detail) => Results.Problem(detail, statusCode: StatusCodes.Status400BadRequest);

    public static IResult NotFound(string detail) => Results.Problem(detail, statusCode: StatusCodes.Status404NotFound);

    public static IResult Conflict(string detail) => Results.Problem(detail, statusCode: StatusCodes.Status409Conflict);

    public static IResult TooLarge(string detail) => Results.Problem(detail, statusCode: StatusCodes.Status413PayloadTooLarge);

    public static IResult Unprocessable(string detail) => Results.Problem(detail, statusCode: StatusCodes.Status422UnprocessableEntity);

    public static IResult Full(HttpContext context, string detail)
    {
        context.Response.Headers.RetryAfter = "10";
        return Results.Problem(detail, statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
