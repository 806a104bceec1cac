namespace DeploymentFlex.Jobs;

/// <summary>Where a job stands.</summary>
public enum JobState
{
    /// <summary>It can be leased now.</summary>
    Ready,

    /// <summary>It can be leased later: at its time, or when the pause before its next attempt is over.</summary>
    Scheduled,

    /// <summary>A worker has it.</summary>
    Leased,

    /// <summary>It was given up and stays until someone retries or deletes it.</summary>
    Dead,

    /// <summary>It is done. Its id is remembered for a while, its payload is not.</summary>
    Done,
}
