namespace DeploymentFlex.Layers.Chains;

/// <summary>
/// The cancellation of one call to one provider. Rented from the thread, so that a call that completes at once
/// allocates nothing; only a call that waits is bound to the caller's token and to a timeout.
/// </summary>
internal sealed class Attempt : IDisposable
{
    [ThreadStatic]
    private static Attempt? s_spare;

    private readonly CancellationTokenSource _source = new();

    public CancellationToken Token => _source.Token;

    public static Attempt Rent()
    {
        var spare = s_spare;
        if (spare is null)
        {
            return new Attempt();
        }

        s_spare = null;
        return spare;
    }

    /// <summary>Gives the attempt back; only for calls that completed and left nothing behind.</summary>
    public void Return() => s_spare = this;

    /// <summary>
    /// Waits for a call and returns what it failed with, or null. A provider that does not obey its token is left
    /// behind at the timeout; its late failure is observed and dropped.
    /// </summary>
    public async ValueTask<Exception?> WaitAsync(
        Task pending, TimeSpan timeout, TimeProvider time, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            await pending.WaitAsync(timeout, time, cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever a provider throws is its failure.
        catch (Exception error)
#pragma warning restore CA1031
        {
            failure = error;
        }

        if (pending.IsCompleted)
        {
            Dispose();
        }
        else
        {
            _ = LeaveAsync(pending);
        }

        return failure;
    }

    public void Dispose() => _source.Dispose();

    /// <summary>
    /// Tells the provider that nobody waits any longer. The token is cancelled at once; what a client does about it may
    /// block for seconds when its server does not answer, and the caller does not wait for that.
    /// </summary>
    private async Task LeaveAsync(Task pending)
    {
        try
        {
            await _source.CancelAsync().ConfigureAwait(false);
            await pending.ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The call was given up; its end interests nobody.
        catch
#pragma warning restore CA1031
        {
        }
        finally
        {
            Dispose();
        }
    }
}
