namespace DeploymentFlex.TestSupport.Faults;

/// <summary>What came of an operation. Anything else, such as an exception, ends the run.</summary>
public enum OperationResult
{
    /// <summary>The primary did it, and said so.</summary>
    Done,

    /// <summary>Another than the primary did it, and the answer said so.</summary>
    DoneElsewhere,

    /// <summary>Nobody did it, and the answer was that the layer is not available.</summary>
    Refused,
}
