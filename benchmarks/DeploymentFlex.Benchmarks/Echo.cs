namespace DeploymentFlex.Benchmarks;

/// <summary>Answers at once.</summary>
public sealed class Echo : IEcho
{
    public ValueTask<int> EchoAsync(int value, CancellationToken cancellationToken) => new(value);
}
