using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.Layers.Health;
using DeploymentFlex.Layers.Isolation;
using DeploymentFlex.ServiceDefaults.Discovery;
using DeploymentFlex.ServiceDefaults.Errors;
using DeploymentFlex.ServiceDefaults.Hosting;
using DeploymentFlex.ServiceDefaults.Resilience;
using DeploymentFlex.Telemetry;
using DeploymentFlex.Telemetry.Prometheus;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace DeploymentFlex.ServiceDefaults;

/// <summary>What every service gets: telemetry, health, resilience, discovery, and errors as problem details.</summary>
public static class ServiceDefaultsExtensions
{
    /// <param name="builder">The application.</param>
    /// <param name="service">The service's logical name, for example <c>evidence</c>.</param>
    public static IHostApplicationBuilder AddServiceDefaults(this IHostApplicationBuilder builder, string service)
    {
        ArgumentNullException.ThrowIfNull(builder);
        FailFast.Install();
        builder.AddLayers(service);
        LoggingDefaults.Add(builder);
        builder.AddTelemetry(service);
        builder.AddServiceDiscovery();
        builder.AddProblems();
        return builder;
    }

    /// <summary>Answers errors as problem details, and maps <c>/alive</c>, <c>/ready</c>, <c>/health</c> and <c>/metrics</c>. Call it first.</summary>
    public static WebApplication MapServiceDefaults(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.Use(RequestTraces.InvokeAsync);

        // Inside of the developer's exception page, which would otherwise answer 500 to everything in development.
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.MapLayerHealth();
        app.MapMetrics();
        return app;
    }

    /// <summary>Runs the service, or one of its verbs (<c>migrate</c>, …); returns the exit code.</summary>
    public static async Task<int> RunServiceAsync(this WebApplication app, string[] args)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(args);
        try
        {
            if (args is [var verb, ..] && !verb.StartsWith('-'))
            {
                LoggingDefaults.LeaveOutput(app.Configuration);
                return await ServiceVerbs.RunAsync(app.Services, args, Console.Out, CancellationToken.None);
            }

            await app.Services.GetRequiredService<LayerStartup>().CheckAsync(CancellationToken.None);
            await app.RunAsync();
            return 0;
        }
        catch (SettingsException error)
        {
            return FailFast.Report(error);
        }
    }

    private static void AddServiceDiscovery(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<DiscoveryOptions>()
            .BindConfiguration(DiscoveryOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.TryAddSingleton<ServiceDiscovery>();
        builder.Services.AddSingleton<INamesEndpoints>(static services => services.GetRequiredService<ServiceDiscovery>());
        builder.Services.TryAddTransient<DiscoveryHandler>();
        builder.Services.TryAddTransient<RetryHandler>();
        builder.Services.ConfigureHttpClientDefaults(static http => http
            .AddHttpMessageHandler<RetryHandler>()
            .AddHttpMessageHandler<DiscoveryHandler>());
    }

    private static void AddProblems(this IHostApplicationBuilder builder)
    {
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<LayerUnavailableHandler>();
        builder.Services.AddExceptionHandler<BadRequestHandler>();
        builder.Services.Configure<Microsoft.AspNetCore.Routing.RouteHandlerOptions>(static options => options.ThrowOnBadRequest = true);
        builder.Services.AddSingleton<IStartupFilter, DegradationStartupFilter>();
    }
}
