using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Transforms;

namespace DeploymentFlex.Services.Gateway;

/// <summary>
/// Has a service asked before a large body is sent to it (<c>Expect: 100-continue</c>). Over HTTP/1.1 the client reads
/// no answer before it has sent everything; so a refusal (413, 404) would be lost when the service closes the connection.
/// </summary>
internal static class LargeBodies
{
    private const long Large = 64 * 1024;

    public static ValueTask AskFirst(RequestTransformContext context)
    {
        var request = context.HttpContext.Request;
        var hasBody = context.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? false;
        if (hasBody && request.ContentLength is null or > Large)
        {
            context.ProxyRequest.Headers.ExpectContinue = true;
        }

        return ValueTask.CompletedTask;
    }
}
