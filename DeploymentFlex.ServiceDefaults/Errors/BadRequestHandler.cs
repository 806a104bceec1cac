using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace DeploymentFlex.ServiceDefaults.Errors;

/// <summary>Answers what the server or the JSON reader refuses with the status it names and what was wrong, as problem details.</summary>
internal sealed class BadRequestHandler(IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not BadHttpRequestException refused)
        {
            return false;
        }

        httpContext.Response.StatusCode = refused.StatusCode;
        return await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = httpContext,
            ProblemDetails = new ProblemDetails { Status = refused.StatusCode, Detail = Describe(refused) },
        });
    }

    private static string Describe(BadHttpRequestException refused) => refused.InnerException switch
    {
        JsonException { Path: { Length: > 0 } path } json => $"The JSON body is wrong at {path}: {FirstSentence(json.Message)}",
        JsonException json => $"The body is not the JSON that is expected: {FirstSentence(json.Message)}",
        _ => refused.Message,
    };

    // System.Text.Json appends the path and the position; the path is said already.
    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(" Path:", StringComparison.Ordinal);
        return end > 0 ? message[..end] : message;
    }
}
