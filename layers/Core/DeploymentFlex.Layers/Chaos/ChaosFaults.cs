namespace DeploymentFlex.Layers.Chaos;

/// <summary>Faults from a seed, for a provider of any contract. The same seed gives the same faults to the same calls.</summary>
public sealed class ChaosFaults(ChaosOptions options, TimeProvider time)
{
    private readonly Lock _gate = new();

    // The faults are to be repeated, not to be secret.
#pragma warning disable CA5394
    private readonly Random _random = new(options.Seed);
#pragma warning restore CA5394

    /// <summary>
    /// Puts the faults before each call of a provider, and before those of what it hands out (a data provider's databases).
    /// The contract is an interface whose calls return tasks or streams of values; one that returns at once stalls by failing.
    /// A contract with a generic method whose type is constrained is an <see cref="IChaosSubject{TContract}"/>.
    /// </summary>
    public TContract Around<TContract>(TContract provider)
        where TContract : class =>
        provider is IChaosSubject<TContract> subject ? subject.Under(this) : ChaosProvider<TContract>.Around(provider, this);

    /// <summary>Waits, stalls or fails: comes before a call of the provider behind.</summary>
    /// <exception cref="ChaosException">This call is one of those that fail.</exception>
    internal async ValueTask<ChaosFate> BeforeCallAsync(CancellationToken cancellationToken)
    {
        var (fate, latency, share) = Draw();
        if (latency > TimeSpan.Zero)
        {
            await Task.Delay(latency, time, cancellationToken);
        }

        if (fate < options.Stalls)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
        }

        return Judge(fate, share);
    }

    /// <summary>The same for a call that nobody can wait for.</summary>
    /// <exception cref="ChaosException">This call is one of those that fail, or stall.</exception>
    internal void BeforeCall()
    {
        var (fate, latency, share) = Draw();
        if (latency > TimeSpan.Zero)
        {
            Thread.Sleep(latency);
        }

        _ = Judge(fate, share);
    }

    private ChaosFate Judge(double fate, double share)
    {
        var failing = options.Stalls + options.Failures;
        return fate < failing ? throw new ChaosException() : new ChaosFate(fate < failing + options.PartialWrites, share);
    }

    private (double Fate, TimeSpan Latency, double Share) Draw()
    {
        lock (_gate)
        {
#pragma warning disable CA5394
            return (_random.NextDouble(), _random.NextDouble() * options.MaxLatency, _random.NextDouble());
#pragma warning restore CA5394
        }
    }
}
