namespace DeploymentFlex.Layers.Tests.Core.Chaos;

/// <summary>A contract with a call of every shape.</summary>
public interface IShapes
{
    string Name { get; }

    IShapes Part { get; }

    Task TaskAsync();

    ValueTask ValueTaskAsync();

    Task<T> EchoAsync<T>(T value);

    IAsyncEnumerable<int> StreamAsync();

    Task FailAsync();
}
