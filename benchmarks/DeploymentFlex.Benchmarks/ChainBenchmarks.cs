using BenchmarkDotNet.Attributes;
using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Circuits;
using DeploymentFlex.Layers.Providers;

namespace DeploymentFlex.Benchmarks;

/// <summary>A call that completes synchronously: on the provider itself, and through the chain.</summary>
[MemoryDiagnoser]
public class ChainBenchmarks
{
#pragma warning disable CA1859 // Callers have the contract, so that is what is measured.
    private readonly IEcho _provider = new Echo();
#pragma warning restore CA1859
    private ProviderChain<IEcho> _healthy = null!;
    private ProviderChain<IEcho> _degraded = null!;
    private ProviderChain<IEcho> _down = null!;

    [GlobalSetup]
    public void Create()
    {
        _healthy = Chain();
        _degraded = Chain();
        ((ChainLink)_degraded.Links[0]).Circuit.Trip();
        _down = Chain();
        foreach (var link in _down.Links)
        {
            link.Circuit.Trip();
        }
    }

    [Benchmark(Baseline = true)]
    public ValueTask<int> Direct() => _provider.EchoAsync(1, CancellationToken.None);

    [Benchmark]
    public ValueTask<ChainOutcome<int>> Healthy() => Call(_healthy);

    [Benchmark]
    public ValueTask<ChainOutcome<int>> FirstCircuitOpen() => Call(_degraded);

    [Benchmark]
    public ValueTask<ChainOutcome<int>> AllCircuitsOpen() => Call(_down);

    private static ValueTask<ChainOutcome<int>> Call(ProviderChain<IEcho> chain) => chain.WithFallbackAsync(
        static (provider, value, cancellationToken) => provider.EchoAsync(value, cancellationToken), 1, CancellationToken.None);

    private ProviderChain<IEcho> Chain()
    {
        // An hour between two trials: an open circuit stays open while it is measured.
        var options = new ChainOptions { Circuit = new CircuitOptions { ProbeInterval = TimeSpan.FromHours(1) } };
        var links = new[] { "first", "second" }.Select(name => new ChainLink<IEcho>(
            _provider,
            new ProviderDescriptor("Files", name, typeof(IEcho), new Promise(Durability.Process, Reach.Process), (_, _) => _provider),
            new Circuit(options.Circuit, TimeProvider.System))).ToList();
        return new ProviderChain<IEcho>("Files", use: null, options, links, TimeProvider.System);
    }
}
