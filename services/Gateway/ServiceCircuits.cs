using System.Text;
using System.Threading.Channels;
using DeploymentFlex.Cache;
using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Circuits;
using Microsoft.Extensions.Options;

namespace DeploymentFlex.Services.Gateway;

/// <summary>
/// A circuit for each service. An instance that finds one unreachable tells the others through the cache, so that they
/// need not find out with requests of their own; each finds out by itself that it is back.
/// </summary>
internal sealed partial class ServiceCircuits : BackgroundService
{
    private readonly Dictionary<string, Circuit> _circuits = new(StringComparer.Ordinal);
    private readonly HashSet<string> _heardOpen = new(StringComparer.Ordinal);
    private readonly HashSet<string> _foundOpen = new(StringComparer.Ordinal);
    private readonly Channel<(string Service, CircuitState State)> _changes = Channel.CreateUnbounded<(string, CircuitState)>();
    private readonly string _instance = Guid.NewGuid().ToString("N");
    private readonly ICache _cache;
    private readonly CircuitOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    public ServiceCircuits(ICache cache, IOptions<GatewayOptions> options, TimeProvider time, ILogger<ServiceCircuits> logger)
    {
        (_cache, _options, _time, _logger) = (cache, options.Value.Circuit, time, logger);
        foreach (var service in GatewayRoutes.Services)
        {
            var circuit = _circuits[service] = new Circuit(_options, time);
            circuit.Changed += state => _changes.Writer.TryWrite((service, state));
        }
    }

    public Circuit Of(string service) => _circuits[service];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_options.ProbeInterval, _time);
        while (_options.Enabled && await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await TellAsync(stoppingToken);
                await HearAsync(stoppingToken);
            }
            catch (LayerUnavailableException error)
            {
                // Until there is a cache again, each instance has its own circuits.
                LogAlone(_logger, error.Message);
            }
        }
    }

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        while (_changes.Reader.TryRead(out var change))
        {
            if (change.State is CircuitState.Open && _heardOpen.Remove(change.Service))
            {
                LogHeard(_logger, change.Service);
            }
            else if (change.State is CircuitState.Open)
            {
                LogOpened(_logger, change.Service);
                _foundOpen.Add(change.Service);
            }
            else if (_foundOpen.Remove(change.Service))
            {
                LogClosed(_logger, change.Service);
                await _cache.RemoveAsync(KeyOf(change.Service), cancellationToken);
            }
        }

        foreach (var service in _foundOpen)
        {
            await _cache.SetAsync(KeyOf(service), Encoding.ASCII.GetBytes(_instance), _options.ProbeInterval * 3, cancellationToken);
        }
    }

    private async Task HearAsync(CancellationToken cancellationToken)
    {
        foreach (var (service, circuit) in _circuits)
        {
            if (circuit.IsClosed
                && await _cache.GetAsync(KeyOf(service), cancellationToken) is { } finder
                && Encoding.ASCII.GetString(finder.Span) != _instance)
            {
                _heardOpen.Add(service);
                circuit.Trip();
            }
        }
    }

    private static string KeyOf(string service) => $"gateway:circuit:{service}";

    [LoggerMessage(1, LogLevel.Warning, "The service {Service} cannot be reached; requests to it are answered at once until it is back")]
    private static partial void LogOpened(ILogger logger, string service);

    [LoggerMessage(2, LogLevel.Information, "The service {Service} is back")]
    private static partial void LogClosed(ILogger logger, string service);

    [LoggerMessage(4, LogLevel.Warning, "The service {Service} cannot be reached, says another instance")]
    private static partial void LogHeard(ILogger logger, string service);

    [LoggerMessage(3, LogLevel.Debug, "The circuits of the services are not shared now: {Reason}")]
    private static partial void LogAlone(ILogger logger, string reason);
}
