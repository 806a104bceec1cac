namespace DeploymentFlex.Telemetry.Journal;

/// <summary>What a request to a collector holds. The values are written to journals.</summary>
internal enum TelemetrySignal : byte
{
    Traces = 1,
    Logs = 2,
    Metrics = 3,
}
