using DeploymentFlex.Layers.Configuration;
using Microsoft.Extensions.Configuration;

namespace DeploymentFlex.Telemetry;

/// <summary>How long telemetry is gathered before it is sent, in milliseconds: OpenTelemetry's own variables and defaults.</summary>
/// <param name="Spans"><c>OTEL_BSP_SCHEDULE_DELAY</c>.</param>
/// <param name="Logs"><c>OTEL_BLRP_SCHEDULE_DELAY</c>.</param>
/// <param name="Metrics"><c>OTEL_METRIC_EXPORT_INTERVAL</c>.</param>
internal sealed record ExportPace(int Spans, int Logs, int Metrics)
{
    /// <exception cref="SettingsException">A value is not a time.</exception>
    public static ExportPace From(IConfiguration configuration) => new(
        Read(configuration, "OTEL_BSP_SCHEDULE_DELAY", 5_000),
        Read(configuration, "OTEL_BLRP_SCHEDULE_DELAY", 5_000),
        Read(configuration, "OTEL_METRIC_EXPORT_INTERVAL", 60_000));

    private static int Read(IConfiguration configuration, string setting, int usual) => configuration[setting] switch
    {
        null or "" => usual,
        var text when int.TryParse(text, out var milliseconds) && milliseconds > 0 => milliseconds,
        var text => throw new SettingsException($"{setting}: '{text}' is not a time. Allowed: whole milliseconds from 1 up."),
    };
}
