using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Dashboard;

/// <summary>
/// The addresses and keys of the dashboard and of the resource service, under Aspire's own names. What is not set is chosen
/// at random for this run and put into the configuration, where others of this process find it.
/// </summary>
internal sealed class DashboardSettings
{
    private const string PageUrls = "ASPNETCORE_URLS";
    private const string OtlpUrl = "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL";
    private const string ServiceUrl = "ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL";

    private readonly ConfigurationManager _configuration;
    private readonly List<string> _problems = [];

    public DashboardSettings(ConfigurationManager configuration)
    {
        _configuration = configuration;
        Page = ReadAddress(PageUrls);
        Otlp = ReadAddress(OtlpUrl);
        Service = ReadAddress(ServiceUrl);
        BrowserToken = ReadKey("AppHost:BrowserToken", "ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN");
        ServiceKey = ReadKey("AppHost:ResourceService:ApiKey", "ASPIRE_DASHBOARD_RESOURCESERVICE_APIKEY");
        OtlpKey = ReadKey("AppHost:OtlpApiKey");
        ApiKey = ReadKey("AppHost:DashboardApiKey");
        configuration["AppHost:ResourceService:AuthMode"] = "ApiKey";
    }

    /// <summary>Where the dashboard's page is; null for a free port.</summary>
    public Uri? Page { get; }

    /// <summary>Where the dashboard takes telemetry; null for a free port.</summary>
    public Uri? Otlp { get; }

    /// <summary>Where the resource service listens; null for a free port.</summary>
    public Uri? Service { get; }

    /// <summary>Signs in to the page.</summary>
    public string BrowserToken { get; }

    /// <summary>Asked by the resource service.</summary>
    public string ServiceKey { get; }

    /// <summary>Asked by the dashboard of those who send telemetry.</summary>
    public string OtlpKey { get; }

    /// <summary>Asked by the dashboard of programs that read telemetry.</summary>
    public string ApiKey { get; }

    /// <summary>Each wrong setting, with what is allowed.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Says where the resource service listens.</summary>
    public void Announce(Uri service) => _configuration[ServiceUrl] = service.GetLeftPart(UriPartial.Authority);

    private Uri? ReadAddress(string setting)
    {
        if (_configuration[setting]?.Split(';')[0].Trim() is not { Length: > 0 } text)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" && IsLoopback(address))
        {
            return address;
        }

        _problems.Add($"{setting}: '{text}' is not allowed. Allowed: an http address of this machine alone, for example http://localhost:15080.");
        return null;
    }

    private static bool IsLoopback(Uri address) =>
        address.Host is "localhost" || (IPAddress.TryParse(address.DnsSafeHost, out var ip) && IPAddress.IsLoopback(ip));

    private string ReadKey(string setting, string? variable = null)
    {
        var key = (variable is null ? null : _configuration[variable]) is { Length: > 0 } fromVariable ? fromVariable
            : _configuration[setting] is { Length: > 0 } configured ? configured
            : Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        _configuration[setting] = key;
        return key;
    }
}
