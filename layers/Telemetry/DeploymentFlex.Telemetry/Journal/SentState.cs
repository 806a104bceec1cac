namespace DeploymentFlex.Telemetry.Journal;

/// <summary>What is known of the record that a journal's mark is of. The values are written to disk.</summary>
internal enum SentState : byte
{
    /// <summary>It was being sent when the mark was written.</summary>
    OnItsWay = 0,

    /// <summary>The collector has it.</summary>
    Confirmed = 1,

    /// <summary>The collector did not say that it has it.</summary>
    Waiting = 2,
}
