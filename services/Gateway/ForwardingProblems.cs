using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Forwarder;

namespace DeploymentFlex.Services.Gateway;

/// <summary>
/// Around the forwarding of a request: keeps internal paths in, asks no service whose circuit is open, and says what went
/// wrong in problem details.
/// </summary>
internal sealed partial class ForwardingProblems(
    RequestDelegate next, IOptions<GatewayOptions> options, ILogger<ForwardingProblems> logger)
{
    /// <param name="context">The request.</param>
    /// <param name="circuits">Asked for with each request, as they are told over the cache.</param>
    public async Task InvokeAsync(HttpContext context, ServiceCircuits circuits)
    {
        if (InternalPath.Matches(context.Request.Path.Value ?? string.Empty))
        {
            await NotFoundAsync(context);
            return;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            // Limits are the services' own.
            limit.MaxRequestBodySize = null;
        }

        var service = context.GetReverseProxyFeature().Cluster.Config.ClusterId;
        var circuit = circuits.Of(service);
        if (!circuit.IsClosed && !circuit.TryEnterTrial())
        {
            await UnreachableAsync(context, service);
            return;
        }

        await next(context);
        if (context.GetForwarderErrorFeature() is not { } failure)
        {
            circuit.Succeeded();
            return;
        }

        if (context.Response.HasStarted)
        {
            return;
        }

        switch (failure.Error)
        {
            case ForwarderError.RequestTimedOut:
                LogFailed(logger, service, failure.Error, failure.Exception);
                circuit.Failed();
                await AnswerAsync(context, StatusCodes.Status504GatewayTimeout, $"The service {service} did not answer in time. What was asked for may have been done all the same.");
                break;
            case ForwarderError.Request or ForwarderError.RequestCreation or ForwarderError.RequestBodyDestination or ForwarderError.NoAvailableDestinations:
                LogFailed(logger, service, failure.Error, failure.Exception);
                circuit.Failed();
                await UnreachableAsync(context, service);
                break;
            default:
                // The client went away, or its request was cut off; nobody reads an answer.
                break;
        }
    }

    /// <summary>The answer to a path that no service has.</summary>
    public static Task NotFoundAsync(HttpContext context) =>
        AnswerAsync(context, StatusCodes.Status404NotFound, $"There is nothing at {context.Request.Path}.");

    private Task UnreachableAsync(HttpContext context, string service)
    {
        context.Response.Headers.RetryAfter = $"{(int)options.Value.RetryAfter.TotalSeconds}";
        return AnswerAsync(context, StatusCodes.Status503ServiceUnavailable, $"The service {service} cannot be reached. Try again in a moment.");
    }

    private static Task AnswerAsync(HttpContext context, int status, string detail) =>
        TypedResults.Problem(detail, statusCode: status).ExecuteAsync(context);

    [LoggerMessage(1, LogLevel.Warning, "A request to {Service} failed: {Error}")]
    private static partial void LogFailed(ILogger logger, string service, ForwarderError error, Exception? cause);
}
