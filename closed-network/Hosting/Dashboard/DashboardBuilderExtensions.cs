using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Execution;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Dashboard;

/// <summary>Adds the resource service and, where it is installed, the dashboard.</summary>
internal static class DashboardBuilderExtensions
{
    public static void AddDashboard(this DistributedApplicationBuilder builder)
    {
        var settings = new DashboardSettings(builder.Configuration);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<ResourceMessages>();
        builder.Services.AddSingleton<ResourceFeed>();
        builder.Services.AddSingleton<DashboardCalls>();
        builder.Services.AddSingleton<DashboardServer>();
        builder.Services.AddSingleton<DashboardLauncher>();
        builder.Services.AddHostedService(static services => services.GetRequiredService<DashboardServer>());

        var dashboard = DashboardLauncher.Find(settings, builder.AppHostDirectory, builder.Configuration["ASPIRE_HOME"]);
        if (dashboard is not null)
        {
            builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
                DashboardLauncher.HealthCheck, new EndpointHealthCheck(dashboard.Page, "/login", 200), null, null));
        }

        builder.Eventing.Subscribe<BeforeStartEvent>((start, _) =>
            start.Services.GetRequiredService<DashboardLauncher>().AddAsync(dashboard, start, builder.Eventing));
    }
}
