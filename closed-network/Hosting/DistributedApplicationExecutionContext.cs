namespace Aspire.Hosting;

/// <summary>Tells code that builds the model whether the application is being run or published.</summary>
public class DistributedApplicationExecutionContext(DistributedApplicationOperation operation)
{
    public DistributedApplicationOperation Operation { get; } = operation;

    public bool IsRunMode => Operation is DistributedApplicationOperation.Run;

    public bool IsPublishMode => Operation is DistributedApplicationOperation.Publish;
}
