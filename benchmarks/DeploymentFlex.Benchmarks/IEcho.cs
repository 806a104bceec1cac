namespace DeploymentFlex.Benchmarks;

/// <summary>A contract for measuring what the chain adds to it.</summary>
public interface IEcho
{
    ValueTask<int> EchoAsync(int value, CancellationToken cancellationToken);
}
