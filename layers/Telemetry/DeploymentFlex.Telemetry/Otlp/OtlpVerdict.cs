namespace DeploymentFlex.Telemetry.Otlp;

/// <summary>What became of a request to a collector.</summary>
internal enum OtlpVerdict
{
    /// <summary>The collector has it.</summary>
    Taken,

    /// <summary>The collector will never take it.</summary>
    Refused,

    /// <summary>The collector did not take it, and may later.</summary>
    Later,

    /// <summary>Nobody said: the collector may have it, and may later.</summary>
    Unanswered,
}
