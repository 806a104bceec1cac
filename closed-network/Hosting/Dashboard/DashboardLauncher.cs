using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dashboard;

/// <summary>Adds the dashboard to the application, as its first and hidden resource, and says where it is once it answers.</summary>
internal sealed partial class DashboardLauncher(
    DashboardSettings settings,
    DashboardServer server,
    ResourceMessages messages,
    ResourceNotificationService notifications,
    ILogger<DashboardLauncher> logger)
{
    public const string HealthCheck = "aspire_dashboard_check";

    /// <param name="dashboard">Null when it is not installed.</param>
    /// <param name="start">The model that it becomes a part of.</param>
    /// <param name="eventing">Tells when it answers.</param>
    /// <exception cref="DistributedApplicationException">A setting is wrong.</exception>
    public async Task AddAsync(DashboardResource? dashboard, BeforeStartEvent start, IDistributedApplicationEventing eventing)
    {
        if (settings.Problems.Count > 0)
        {
            throw new DistributedApplicationException(string.Join(Environment.NewLine, settings.Problems));
        }

        if (dashboard is null)
        {
            LogAbsent(logger);
            return;
        }

        dashboard.Annotations.Add(new EnvironmentCallbackAnnotation(context => AddTo(context.EnvironmentVariables, dashboard)));
        dashboard.Annotations.Add(new CommandLineArgsCallbackAnnotation(static args => args.Add("dashboard")));
        dashboard.Annotations.Add(new HealthCheckAnnotation(HealthCheck));
        eventing.Subscribe<ResourceReadyEvent>(dashboard, (_, _) => SayAsync(dashboard));
        foreach (var resource in start.Model.Resources.Where(static resource => resource.Annotations.OfType<OtlpExporterAnnotation>().Any()))
        {
            OtlpEnvironment.AddTo(resource, dashboard, settings, messages.Instance);
        }

        start.Model.Resources.Insert(0, dashboard);
        await notifications.PublishUpdateAsync(dashboard, static snapshot => snapshot with { IsHidden = true });
    }

    /// <summary>The dashboard where it is installed, with the addresses that the settings name.</summary>
    public static DashboardResource? Find(DashboardSettings settings, string appHostDirectory, string? aspireHome)
    {
        if (DashboardProgram.Find(appHostDirectory, aspireHome) is not { } program)
        {
            return null;
        }

        var dashboard = new DashboardResource(program);
        dashboard.Annotations.Add(new EndpointAnnotation(ProtocolType.Tcp, uriScheme: "http", name: "http", port: settings.Page?.Port));
        dashboard.Annotations.Add(new EndpointAnnotation(
            ProtocolType.Tcp, uriScheme: "http", transport: "http2", name: DashboardResource.OtlpEndpoint, port: settings.Otlp?.Port));
        return dashboard;
    }

    private void AddTo(Dictionary<string, object> variables, DashboardResource dashboard)
    {
        variables["ASPNETCORE_ENVIRONMENT"] = "Production";
        variables["ASPNETCORE_URLS"] = dashboard.Page;
        variables["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = dashboard.Otlp;
        variables["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = server.Address.GetLeftPart(UriPartial.Authority);
        variables["ASPIRE_DASHBOARD_API_ENABLED"] = "true";
        variables["DASHBOARD__FRONTEND__AUTHMODE"] = "BrowserToken";
        variables["DASHBOARD__FRONTEND__BROWSERTOKEN"] = settings.BrowserToken;
        variables["DASHBOARD__RESOURCESERVICECLIENT__AUTHMODE"] = "ApiKey";
        variables["DASHBOARD__RESOURCESERVICECLIENT__APIKEY"] = settings.ServiceKey;
        variables["DASHBOARD__OTLP__AUTHMODE"] = "ApiKey";
        variables["DASHBOARD__OTLP__PRIMARYAPIKEY"] = settings.OtlpKey;
        variables["DASHBOARD__API__AUTHMODE"] = "ApiKey";
        variables["DASHBOARD__API__PRIMARYAPIKEY"] = settings.ApiKey;
        variables["LOGGING__LOGLEVEL__DEFAULT"] = "Warning";
        variables["DOTNET_gcServer"] = "0";
    }

    private async Task SayAsync(DashboardResource dashboard)
    {
        var link = $"{dashboard.Page.Url}/login?t={settings.BrowserToken}";
        await notifications.PublishUpdateAsync(dashboard, snapshot => snapshot with
        {
            Urls = [new UrlSnapshot("http", link, IsInternal: false), .. snapshot.Urls.Where(static url => url.Name is not "http")],
        });
        LogLink(logger, link);
    }

    [LoggerMessage(1, LogLevel.Information, "Login to the dashboard at {Link}")]
    private static partial void LogLink(ILogger logger, string link);

    [LoggerMessage(2, LogLevel.Information, "There is no dashboard here; './flex servers install' brings it.")]
    private static partial void LogAbsent(ILogger logger);
}
