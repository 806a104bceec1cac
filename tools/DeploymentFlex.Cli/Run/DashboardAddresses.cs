using System.Net;
using System.Net.Sockets;
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
        var ports = FreePorts(3);
        environment.TryAdd("ASPNETCORE_URLS", $"http://localhost:{ports[0]}");
        environment.TryAdd("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", $"http://localhost:{ports[1]}");
        environment.TryAdd("ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL", $"http://localhost:{ports[2]}");
        environment.TryAdd("ASPIRE_ALLOW_UNSECURED_TRANSPORT", "true");
        environment.TryAdd("ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN", NewKey());
        environment.TryAdd("ASPIRE_DASHBOARD_RESOURCESERVICE_APIKEY", NewKey());
    }

    private static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    // All are held until all are chosen, so that none is chosen twice.
    private static int[] FreePorts(int count)
    {
        var held = Enumerable.Range(0, count).Select(static _ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        held.ForEach(static listener => listener.Start());
        int[] ports = [.. held.Select(static listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        held.ForEach(static listener => listener.Dispose());
        return ports;
    }
}
