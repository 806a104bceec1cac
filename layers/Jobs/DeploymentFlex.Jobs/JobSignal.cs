namespace DeploymentFlex.Jobs;

/// <summary>Wakes those who wait for a change. One who takes <see cref="Next"/> and then looks misses none.</summary>
internal sealed class JobSignal
{
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes at the next change.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Raise() =>
        Interlocked.Exchange(ref _next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();

    /// <summary>Returns when a time has come that any change may move.</summary>
    /// <param name="next">Says when that is, as far as it is known now; null for not at all.</param>
    /// <param name="longest">How long a change may stay unheard, after which it looks by itself.</param>
    /// <param name="time">The clock of that time.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask WaitAsync(
        Func<CancellationToken, ValueTask<DateTimeOffset?>> next, TimeSpan longest, TimeProvider time, CancellationToken cancellationToken)
    {
        while (true)
        {
            var changed = Next;
            var delay = await next(cancellationToken) - time.GetUtcNow();
            if (delay <= TimeSpan.Zero)
            {
                return;
            }

            using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(changed, Task.Delay(delay < longest ? delay.Value : longest, time, over.Token));
            await over.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }
    }
}
