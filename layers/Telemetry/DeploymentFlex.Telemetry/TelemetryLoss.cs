using System.Diagnostics.Metrics;
using DeploymentFlex.Telemetry.Journal;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Telemetry;

/// <summary>
/// Counts what did not reach the collector as it should: <c>deploymentflex.telemetry.dropped</c> never will, and of
/// <c>deploymentflex.telemetry.unanswered</c> nobody knows.
/// </summary>
internal sealed partial class TelemetryLoss
{
    private readonly ILogger<TelemetryLoss> _logger;
    private readonly Counter<long> _dropped;
    private readonly Counter<long> _unanswered;
    private readonly string?[] _told = new string?[(int)TelemetrySignal.Metrics + 1];

    public TelemetryLoss(IMeterFactory meters, ILogger<TelemetryLoss> logger)
    {
        _logger = logger;
        var meter = meters.Create("DeploymentFlex.Telemetry");
        _dropped = meter.CreateCounter<long>(
            "deploymentflex.telemetry.dropped", "{request}", "Requests to the collector that it refused for good, or that were neither sent nor kept.");
        _unanswered = meter.CreateCounter<long>(
            "deploymentflex.telemetry.unanswered", "{request}", "Requests to the collector that got no answer: what was kept of them it may have twice.");
    }

    public void Dropped(int count) => _dropped.Add(count);

    /// <summary>A request got no answer; the collector may have it, and is sent it once more where it was kept.</summary>
    public void Unanswered() => _unanswered.Add(1);

    /// <summary>The collector refused a request for good. It is said once for each reason: a collector without logs refuses the very line too.</summary>
    public void Refused(TelemetrySignal signal, string reason)
    {
        _dropped.Add(1);
        if (Interlocked.Exchange(ref _told[(int)signal], reason) != reason)
        {
            LogRefused(_logger, signal, reason);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The collector refuses {Signal} for good; they are dropped: {Reason}")]
    private static partial void LogRefused(ILogger logger, TelemetrySignal signal, string reason);
}
