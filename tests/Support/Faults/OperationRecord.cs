namespace DeploymentFlex.TestSupport.Faults;

/// <summary>One operation of a run.</summary>
/// <param name="Number">Its number, from 0.</param>
/// <param name="Started">When it began, since the run did.</param>
/// <param name="Ended">When it ended.</param>
/// <param name="Result">What came of it.</param>
public sealed record OperationRecord(int Number, TimeSpan Started, TimeSpan Ended, OperationResult Result)
{
    public TimeSpan Took => Ended - Started;

    public bool IsWithin(TimeSpan from, TimeSpan to) => Started >= from && Ended <= to;
}
