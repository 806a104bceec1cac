namespace DeploymentFlex.Layers.Tests.Core.Chaos;

internal sealed class Shapes : IShapes
{
    public string Name => "shapes";

    public IShapes Part => new Shapes();

    public Task TaskAsync() => Task.CompletedTask;

    public ValueTask ValueTaskAsync() => default;

    public Task<T> EchoAsync<T>(T value) => Task.FromResult(value);

    public async IAsyncEnumerable<int> StreamAsync()
    {
        yield return 1;
        await Task.Yield();
        yield return 2;
    }

    public Task FailAsync() => throw new InvalidDataException("as it was thrown");
}
