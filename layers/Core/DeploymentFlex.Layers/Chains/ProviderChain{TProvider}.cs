using System.Runtime.CompilerServices;

namespace DeploymentFlex.Layers.Chains;

/// <summary>
/// Calls the providers of a chain. A call that completes synchronously on a healthy provider costs no exception, no
/// allocation and no lock; pass a static lambda and its state.
/// </summary>
public sealed class ProviderChain<TProvider> : ProviderChain, IAsyncDisposable
    where TProvider : class
{
    private readonly ChainLink<TProvider>[] _links;
    private readonly TimeProvider _time;

    public ProviderChain(
        string layer, string? use, ChainOptions options, IReadOnlyList<ChainLink<TProvider>> links, TimeProvider time)
        : base(layer, use, options, links, time)
    {
        _links = [.. links];
        _time = time;
        foreach (var link in _links)
        {
            link.IsWeaker = link.Descriptor.Promise.Secrecy < _links[0].Descriptor.Promise.Secrecy;
            link.Circuit.Changed += _ => Refresh();
        }
    }

    /// <summary>The first provider, for layers that are chosen once at start and to reconcile it.</summary>
    public TProvider Primary => _links[0].Provider;

    /// <summary>The others, in their order.</summary>
    public IEnumerable<TProvider> Fallbacks => _links.Skip(1).Select(static link => link.Provider);

    /// <summary>Calls the first provider that is able to answer: for reads, and for writes that may be lost.</summary>
    public ValueTask<ChainOutcome<TResult>> WithFallbackAsync<TState, TResult>(
        Func<TProvider, TState, CancellationToken, ValueTask<TResult>> call,
        TState state,
        CancellationToken cancellationToken,
        CallKind kind = CallKind.Bounded) =>
        RunAsync(call, state, kind, 0, _links.Length, cancellationToken);

    /// <summary>Passes the primary over: for what it is known to hold wrongly until it was reconciled.</summary>
    public ValueTask<ChainOutcome<TResult>> OnFallbackAsync<TState, TResult>(
        Func<TProvider, TState, CancellationToken, ValueTask<TResult>> call,
        TState state,
        CancellationToken cancellationToken,
        CallKind kind = CallKind.Bounded) =>
        RunAsync(call, state, kind, 1, _links.Length, cancellationToken);

    /// <summary>Calls the primary or nobody: for writes, which never silently go elsewhere.</summary>
    public ValueTask<ChainOutcome<TResult>> OnPrimaryAsync<TState, TResult>(
        Func<TProvider, TState, CancellationToken, ValueTask<TResult>> call,
        TState state,
        CancellationToken cancellationToken,
        CallKind kind = CallKind.Bounded) =>
        RunAsync(call, state, kind, 0, 1, cancellationToken);

    /// <summary>
    /// Calls the primary or nobody, and waits for it however long it takes: for calls that the provider bounds itself, and
    /// that must not be left behind at work. What it throws is thrown on.
    /// </summary>
    /// <exception cref="LayerUnavailableException">The primary is known to be down, or says that it cannot; only this is its failure.</exception>
    public async Task<TResult> RunOnPrimaryAsync<TState, TResult>(Func<TProvider, TState, Task<TResult>> call, TState state)
    {
        ArgumentNullException.ThrowIfNull(call);
        var link = _links[0];
        if (!link.Allows())
        {
            throw Unavailable(1, cause: null);
        }

        try
        {
            var result = await call(link.Provider, state).ConfigureAwait(false);
            link.Succeeded();
            return result;
        }
        catch (LayerUnavailableException error)
        {
            link.Failed(error, _time.GetUtcNow());
            throw;
        }
    }

    /// <summary>Lets the providers finish what they do and give back what they hold, as the process stops.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var link in _links)
        {
            switch (link.Provider)
            {
                case IAsyncDisposable provider:
                    await provider.DisposeAsync();
                    break;
                case IDisposable provider:
                    provider.Dispose();
                    break;
            }
        }
    }

    private ValueTask<ChainOutcome<TResult>> RunAsync<TState, TResult>(
        Func<TProvider, TState, CancellationToken, ValueTask<TResult>> call,
        TState state,
        CallKind kind,
        int first,
        int count,
        CancellationToken cancellationToken)
    {
        for (var i = first; i < count; i++)
        {
            var link = _links[i];
            if (!link.Allows())
            {
                continue;
            }

            var attempt = Attempt.Rent();
            var task = Start(link.Provider, call, state, attempt.Token);
            if (!task.IsCompletedSuccessfully)
            {
                return ContinueAsync(i, task, attempt, call, state, kind, count, cancellationToken);
            }

            attempt.Return();
            link.Succeeded();
            return new ValueTask<ChainOutcome<TResult>>(Answered(task.Result, link, i));
        }

        return new ValueTask<ChainOutcome<TResult>>(new ChainOutcome<TResult>(Unavailable(count, cause: null)));
    }

    /// <summary>The path of calls that wait or fail: bounds them in time, and goes on to the next provider.</summary>
    private async ValueTask<ChainOutcome<TResult>> ContinueAsync<TState, TResult>(
        int index,
        ValueTask<TResult> task,
        Attempt attempt,
        Func<TProvider, TState, CancellationToken, ValueTask<TResult>> call,
        TState state,
        CallKind kind,
        int count,
        CancellationToken cancellationToken)
    {
        var deadline = _time.GetUtcNow() + Options.TotalTimeout;
        Exception? cause = null;
        while (true)
        {
            var link = _links[index];
            var pending = task.AsTask();
            var error = await attempt.WaitAsync(pending, Bound(kind, deadline), _time, cancellationToken).ConfigureAwait(false);
            if (error is null)
            {
                link.Succeeded();
                return Answered(await pending.ConfigureAwait(false), link, index);
            }

            if (error is OperationCanceledException && cancellationToken.IsCancellationRequested)
            {
                // Who gives up learned nothing of the provider.
                return new ChainOutcome<TResult>(error);
            }

            if (IsAnswer(error))
            {
                if (error is LayerAnswerException { IsFailure: true })
                {
                    link.Failed(error, _time.GetUtcNow());
                }
                else
                {
                    link.Succeeded();
                }

                return new ChainOutcome<TResult>(error, link.Name, index > 0);
            }

            link.Failed(error, _time.GetUtcNow());
            cause = error;
            do
            {
                index++;
            }
            while (index < count && !_links[index].Allows());

            if (index >= count || (kind is CallKind.Bounded && _time.GetUtcNow() >= deadline))
            {
                return new ChainOutcome<TResult>(Unavailable(count, cause));
            }

            attempt = Attempt.Rent();
            task = Start(_links[index].Provider, call, state, attempt.Token);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ValueTask<TResult> Start<TState, TResult>(
        TProvider provider,
        Func<TProvider, TState, CancellationToken, ValueTask<TResult>> call,
        TState state,
        CancellationToken cancellationToken)
    {
        try
        {
            return call(provider, state, cancellationToken);
        }
#pragma warning disable CA1031 // Whatever a provider throws is its failure.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return ValueTask.FromException<TResult>(error);
        }
    }

    private ChainOutcome<TResult> Answered<TResult>(TResult result, ChainLink<TProvider> link, int index)
    {
        if (index > 0)
        {
            Used(link);
        }

        return new ChainOutcome<TResult>(result, link.Name, index > 0);
    }

    private TimeSpan Bound(CallKind kind, DateTimeOffset deadline)
    {
        if (kind is CallKind.Streaming)
        {
            return Timeout.InfiniteTimeSpan;
        }

        var left = deadline - _time.GetUtcNow();
        return left < Options.AttemptTimeout ? (left > TimeSpan.Zero ? left : TimeSpan.Zero) : Options.AttemptTimeout;
    }

    private static bool IsAnswer(Exception error) => error is LayerAnswerException or ArgumentException;

    private LayerUnavailableException Unavailable(int count, Exception? cause)
    {
        var refusal = cause is LayerUnavailableException { IsOutage: false } ? cause.Message : null;
        var tried = string.Join(", ", _links.Take(count).Select(link => link.Name));
        return new LayerUnavailableException(
            Layer, $"The layer {DisplayName} is not available: {refusal ?? $"{tried} did not answer."}", Options.Circuit.ProbeInterval, cause)
        {
            IsOutage = refusal is null,
        };
    }
}
