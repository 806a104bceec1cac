using System.Security.Cryptography;

namespace DeploymentFlex.Cli.Run;

/// <summary>
/// Where the dashboard and the AppHost's resource service listen in this run, and their keys, under Aspire's names, so that
/// either engine does as the other. What the user has set stays.
/// </summary>
internal static class DashboardAddresses
{
    public static void AddTo(IDictionary<string, string?> environment)
    {
        var ports = FreePorts.Take(3);
        environment.TryAdd("ASPNETCORE_URLS", $"http://localhost:{ports[0]}");
        environment.TryAdd("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", $"http://localhost:{ports[1]}");
        environment.TryAdd("ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL", $"http://localhost:{ports[2]}");
        environment.TryAdd("ASPIRE_ALLOW_UNSECURED_TRANSPORT", "true");
        environment.TryAdd("ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN", NewKey());
        environment.TryAdd("ASPIRE_DASHBOARD_RESOURCESERVICE_APIKEY", NewKey());
    }

    private static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
