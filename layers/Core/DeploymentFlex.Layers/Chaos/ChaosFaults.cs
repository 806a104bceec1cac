namespace DeploymentFlex.Layers.Chaos;

/// <summary>Faults from a seed, for the chaos providers of all layers.</summary>
public sealed class ChaosFaults(ChaosOptions options, TimeProvider time)
{
    private readonly Lock _gate = new();

    // The faults are to be repeated, not to be secret.
#pragma warning disable CA5394
    private readonly Random _random = new(options.Seed);
#pragma warning restore CA5394

    /// <summary>Passes, waits, stalls or fails: comes before each call of the provider behind.</summary>
    /// <exception cref="ChaosException">This call is one of those that fail.</exception>
    public async ValueTask BeforeCallAsync(CancellationToken cancellationToken)
    {
        var (fate, latency) = Draw();
        if (latency > TimeSpan.Zero)
        {
            await Task.Delay(latency, time, cancellationToken);
        }

        if (fate < options.Stalls)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
        }

        if (fate < options.Stalls + options.Failures)
        {
            throw new ChaosException();
        }
    }

    private (double Fate, TimeSpan Latency) Draw()
    {
        lock (_gate)
        {
#pragma warning disable CA5394
            return (_random.NextDouble(), _random.NextDouble() * options.MaxLatency);
#pragma warning restore CA5394
        }
    }
}
