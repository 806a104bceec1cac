namespace DeploymentFlex.Telemetry;

/// <summary>A collector did not take a batch.</summary>
public sealed class TelemetryExportException : Exception
{
    public TelemetryExportException(string message)
        : base(message)
    {
    }

    public TelemetryExportException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public TelemetryExportException()
    {
    }

    /// <summary>Whether the collector said nothing, and may have taken it.</summary>
    public bool IsUnanswered { get; init; }
}
