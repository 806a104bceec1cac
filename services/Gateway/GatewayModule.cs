using DeploymentFlex.Cache;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Transforms;

namespace DeploymentFlex.Services.Gateway;

/// <summary>
/// The gateway service as a module, so that it runs in a process of its own or beside others. <c>/alive</c>,
/// <c>/ready</c> and <c>/health</c> are its own; everything else is forwarded, and nothing is ever sent twice.
/// </summary>
public static class GatewayModule
{
    public static IHostApplicationBuilder AddGateway(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions<GatewayOptions>()
            .BindConfiguration(GatewayOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.AddCache();
        builder.Services.AddSingleton<ServiceCircuits>();
        builder.Services.AddHostedService(static services => services.GetRequiredService<ServiceCircuits>());
        builder.Services.AddSingleton<IForwarderHttpClientFactory, GatewayHttpClientFactory>();
        builder.Services.AddSingleton<IProxyConfigProvider>(static services => new InMemoryConfigProvider(
            GatewayRoutes.Routes, GatewayRoutes.Clusters(services.GetRequiredService<IOptions<GatewayOptions>>().Value)));
        builder.Services.AddReverseProxy()
            .AddTransforms(static route => route.AddRequestTransform(LargeBodies.AskFirst));
        return builder;
    }

    public static IEndpointRouteBuilder MapGateway(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        endpoints.MapReverseProxy(static proxy => proxy.UseMiddleware<ClientLimits>().UseMiddleware<ForwardingProblems>());
        endpoints.Map("/api/{**rest}", ForwardingProblems.NotFoundAsync);
        return endpoints;
    }
}
