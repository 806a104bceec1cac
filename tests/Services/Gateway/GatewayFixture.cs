using DeploymentFlex.Services.Gateway;
using static DeploymentFlex.Services.Tests.HttpAnswers;

namespace DeploymentFlex.Services.Tests.Gateway;

/// <summary>The gateway with a backend for each service, but one that is down: knowledge.</summary>
public sealed class GatewayFixture : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deploymentflex-gateway-");
    private ServiceHost? _host;
    private string? _gone;

    public HttpClient Http => _host!.Http;

    public Uri Address => _host!.Address;

    internal Dictionary<string, Backend> Backends { get; } = [];

    internal Backend Cases => Backends["cases"];

    public async ValueTask InitializeAsync()
    {
        foreach (var service in new[] { "cases", "evidence", "console" })
        {
            Backends[service] = await Backend.StartAsync();
        }

        var gone = await Backend.StartAsync();
        _gone = gone.Address;
        await gone.DisposeAsync();
        _host = await StartGatewayAsync();
    }

    /// <summary>Starts another gateway to the same backends.</summary>
    internal Task<ServiceHost> StartGatewayAsync(params IEnumerable<KeyValuePair<string, string?>> settings) => ServiceHost.StartAsync(
        "gateway",
        _folder.FullName,
        static builder => builder.AddGateway(),
        static endpoints => endpoints.MapGateway(),
        replace: null,
        [
            .. Backends.Select(static pair => new KeyValuePair<string, string?>($"services:{pair.Key}:http:0", pair.Value.Address)),
            .. settings.Prepend(new("services:knowledge:http:0", _gone)).Reverse().DistinctBy(static setting => setting.Key, StringComparer.Ordinal),
        ]);

    public async ValueTask DisposeAsync()
    {
        await _host!.DisposeAsync();
        foreach (var backend in Backends.Values)
        {
            await backend.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    public Task<HttpResponseMessage> GetAsync(string path) => Http.GetAsync(Path(path));
}
