using DeploymentFlex.Layers;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.ServiceDefaults.Errors;

/// <summary>Answers a layer that nobody serves with 503, <c>Retry-After</c> and what to do.</summary>
internal sealed partial class LayerUnavailableHandler(IProblemDetailsService problems, ILogger<LayerUnavailableHandler> logger)
    : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not LayerUnavailableException unavailable)
        {
            return false;
        }

        LogUnavailable(logger, unavailable.Message, unavailable.InnerException);
        httpContext.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        httpContext.Response.Headers.RetryAfter = $"{Math.Max(1, (int)Math.Ceiling(unavailable.RetryAfter.TotalSeconds))}";
        return await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = httpContext,
            ProblemDetails = new ProblemDetails
            {
                Status = StatusCodes.Status503ServiceUnavailable,
                Title = "A part of the system does not answer",
                Detail = $"{unavailable.Message} Try again in a moment; nothing was changed.",
            },
        });
    }

    [LoggerMessage(1, LogLevel.Warning, "Answered 503: {Message}")]
    private static partial void LogUnavailable(ILogger logger, string message, Exception? cause);
}
