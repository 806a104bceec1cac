namespace DeploymentFlex.Files.Objects;

/// <summary>The parts of one file that are being sent. The first that fails stops the others.</summary>
internal sealed class PartsUnderWay(IObjectUpload upload, int atOnce, CancellationToken cancellationToken) : IDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    private readonly SemaphoreSlim _room = new(atOnce);
    private readonly List<Task> _running = [];

    /// <summary>The parts that were begun.</summary>
    public int Count { get; private set; }

    /// <summary>Waits until one more part may be held in memory, which is then to be sent.</summary>
    public async Task WaitForRoomAsync()
    {
        await _room.WaitAsync(_stop.Token);
        _running.RemoveAll(static part => part.IsCompletedSuccessfully);
    }

    /// <summary>Begins to send a part; its buffer is given back when it has been sent.</summary>
    public void Send(ArraySegment<byte> part) => _running.Add(SendAsync(++Count, part));

    /// <summary>Waits until all parts have been sent.</summary>
    public Task WaitAsync() => Task.WhenAll(_running);

    /// <summary>Stops the parts that are under way, waits for their ends, and returns what the first of them failed with.</summary>
    public async Task<Exception?> StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running).ContinueWith(
            static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return _running.Find(static part => part.IsFaulted)?.Exception?.InnerException;
    }

    public void Dispose()
    {
        _stop.Dispose();
        _room.Dispose();
    }

    private async Task SendAsync(int number, ArraySegment<byte> part)
    {
        try
        {
            await upload.StageAsync(number, part, _stop.Token);
        }
        catch
        {
            await _stop.CancelAsync();
            throw;
        }
        finally
        {
            ObjectWriter.Return(part);
            _room.Release();
        }
    }
}
