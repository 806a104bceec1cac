namespace DeploymentFlex.ServiceDefaults.Discovery;

/// <summary>Sends a request for <c>http://cases</c> to where the service is.</summary>
internal sealed class DiscoveryHandler(ServiceDiscovery discovery) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is { } uri)
        {
            request.RequestUri = discovery.Resolve(uri);
        }

        return base.SendAsync(request, cancellationToken);
    }
}
