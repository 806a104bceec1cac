using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace DeploymentFlex.Services.Gateway;

/// <summary>Which path goes to which service. The services stand by their logical names, which discovery resolves.</summary>
internal static class GatewayRoutes
{
    public static IReadOnlyList<string> Services { get; } = ["cases", "evidence", "knowledge", "console"];

    public static IReadOnlyList<RouteConfig> Routes { get; } =
    [
        Route("evidence", "/api/cases/{id}/evidence/{**rest}"),
        Route("evidence", "/api/evidence/{**rest}"),
        Route("cases", "/api/cases/{**rest}"),
        Route("knowledge", "/api/knowledge/{**rest}"),
        Route("console", "/{**rest}"),
    ];

    public static IReadOnlyList<ClusterConfig> Clusters(GatewayOptions options) =>
    [
        .. Services.Select(service => new ClusterConfig
        {
            ClusterId = service,
            Destinations = new Dictionary<string, DestinationConfig>(StringComparer.Ordinal)
            {
                [service] = new DestinationConfig { Address = $"http://{service}" },
            },
            HttpRequest = new ForwarderRequestConfig
            {
                ActivityTimeout = options.ActivityTimeout,
                Version = new Version(1, 1),
                VersionPolicy = HttpVersionPolicy.RequestVersionExact,
                AllowResponseBuffering = false,
            },
        }),
    ];

    private static RouteConfig Route(string service, string path) =>
        new() { RouteId = path, ClusterId = service, Match = new RouteMatch { Path = path } };
}
