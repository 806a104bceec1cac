using DeploymentFlex.Layers.Isolation;
using DeploymentFlex.ServiceDefaults.Discovery;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Forwarder;

namespace DeploymentFlex.Services.Gateway;

/// <summary>Makes the clients to the services: addresses come from discovery with each request.</summary>
internal sealed class GatewayHttpClientFactory(ServiceDiscovery discovery, ConnectGuard guard, IOptions<GatewayOptions> options) : ForwarderHttpClientFactory
{
    protected override void ConfigureHandler(ForwarderHttpClientContext context, SocketsHttpHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        base.ConfigureHandler(context, handler);
        guard.Protect(handler);
        handler.ConnectTimeout = options.Value.ConnectTimeout;

        // A service says within this time whether it wants the body; one that reads it says so at once.
        handler.Expect100ContinueTimeout = options.Value.ActivityTimeout;
    }

    protected override HttpMessageHandler WrapHandler(ForwarderHttpClientContext context, HttpMessageHandler handler) =>
        new Resolver(discovery) { InnerHandler = base.WrapHandler(context, handler) };

    private sealed class Resolver(ServiceDiscovery discovery) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = discovery.Resolve(request.RequestUri!);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
