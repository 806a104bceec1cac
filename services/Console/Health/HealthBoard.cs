using System.Diagnostics;
using System.Text.Json;
using DeploymentFlex.Layers.Health;

namespace DeploymentFlex.Services.Console.Health;

/// <summary>
/// Asks every service for its health when somebody looks, and hands one answer to all who look within two seconds.
/// </summary>
public sealed class HealthBoard(
    IHttpClientFactory clients, HealthReporter own, IConfiguration configuration, ProbeHistory history, TimeProvider time) : IDisposable
{
    internal const string ClientName = "health";

    private const string Self = "console";

    private static readonly string[] s_others = ["gateway", "cases", "evidence", "knowledge", "jobs"];
    private static readonly TimeSpan s_freshness = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>What was seen last, however long ago; null when nobody has looked yet.</summary>
    public HealthSnapshot? Last { get; private set; }

    public async Task<HealthSnapshot> LookAsync(CancellationToken cancellationToken)
    {
        if (Fresh() is { } known)
        {
            return known;
        }

        await _one.WaitAsync(cancellationToken);
        try
        {
            return Fresh() ?? await AskAllAsync(cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private HealthSnapshot? Fresh() => Last is { } last && time.GetUtcNow() - last.At < s_freshness ? last : null;

    private async Task<HealthSnapshot> AskAllAsync(CancellationToken cancellationToken)
    {
        var others = await Task.WhenAll(s_others.Select(service => AskAsync(service, cancellationToken)));
        ServiceState[] states = [.. others, new ServiceState(Self, own.Report(withDetails: true), TimeSpan.Zero)];
        history.Remember(states);
        return Last = new HealthSnapshot(time.GetUtcNow(), states);
    }

    private async Task<ServiceState> AskAsync(string service, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            using var http = clients.CreateClient(ClientName);
            using var request = new HttpRequestMessage(HttpMethod.Get, $"http://{service}/health");
            if (configuration["Management:ApiKey"] is { Length: > 0 } key)
            {
                request.Headers.Add(ManagementKey.Header, key);
            }

            // 503 is an answer too: the service says what it lacks.
            using var response = await http.SendAsync(request, cancellationToken);
            var report = await response.Content.ReadFromJsonAsync(HealthJson.Default.HealthReport, cancellationToken);
            return new ServiceState(service, report, Stopwatch.GetElapsedTime(started));
        }
        catch (Exception error) when (error is HttpRequestException or JsonException or OperationCanceledException
            && !cancellationToken.IsCancellationRequested)
        {
            return new ServiceState(service, null, Stopwatch.GetElapsedTime(started));
        }
    }
}
