namespace DeploymentFlex.Files.Objects;

/// <summary>Ends requests that make no progress. A slow server is not a stalled one: every byte that moves gives it the whole time again.</summary>
/// <param name="limit">How long nothing may move.</param>
/// <param name="time">The clock.</param>
public sealed class StallGuard(TimeSpan limit, TimeProvider time)
{
    /// <summary>Runs a request that sends nothing worth watching; it has the limit as a whole, so many times over.</summary>
    /// <exception cref="TimeoutException">There was no answer in time.</exception>
    public async Task<TResult> RunAsync<TResult>(
        Func<CancellationToken, Task<TResult>> request, CancellationToken cancellationToken, int times = 1)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var stall = new CancellationTokenSource(limit * times, time);
        return await RunAsync(request, stall, limit * times, cancellationToken);
    }

    /// <summary>Runs a request that sends bytes.</summary>
    /// <exception cref="TimeoutException">Nothing moved for the time of the limit.</exception>
    public async Task<TResult> SendAsync<TResult>(
        ArraySegment<byte> content, Func<Stream, CancellationToken, Task<TResult>> request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var stall = new CancellationTokenSource(limit, time);
        await using var stream = new SentBytes(content, () => stall.CancelAfter(limit));
        return await RunAsync(token => request(stream, token), stall, limit, cancellationToken);
    }

    /// <summary>Watches over a body that is being received, and disposes of its owner with it.</summary>
    public Stream Watch(Stream content, IDisposable owner) => new ReceivedBytes(content, owner, limit, time);

    private static async Task<TResult> RunAsync<TResult>(
        Func<CancellationToken, Task<TResult>> request, CancellationTokenSource stall, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(stall.Token, cancellationToken);
        try
        {
            return await request(linked.Token);
        }
        catch (Exception error) when (stall.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The server did not get on for {limit.TotalSeconds} s.", error);
        }
    }
}
