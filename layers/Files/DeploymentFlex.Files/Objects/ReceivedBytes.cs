namespace DeploymentFlex.Files.Objects;

/// <summary>A body that is being received; a read that brings nothing for too long fails.</summary>
internal sealed class ReceivedBytes(Stream content, IDisposable owner, TimeSpan limit, TimeProvider time) : ForwardStream
{
    private CancellationTokenSource _stall = new(Timeout.InfiniteTimeSpan, time);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_stall.TryReset())
        {
            _stall.Dispose();
            _stall = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        }

        _stall.CancelAfter(limit);
        using var registration = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _stall);
        try
        {
            return await content.ReadAsync(buffer, _stall.Token);
        }
        catch (OperationCanceledException error) when (_stall.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new IOException($"The file could not be read to its end: the server sent nothing for {limit.TotalSeconds} s.", error);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => content.Read(buffer, offset, count);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Dispose();
            owner.Dispose();
            _stall.Dispose();
        }

        base.Dispose(disposing);
    }
}
