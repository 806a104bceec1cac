namespace DeploymentFlex.Layers.Chaos;

/// <summary>Reads another stream for a while, and then breaks off.</summary>
/// <param name="content">The stream.</param>
/// <param name="share">How much of it is read, from 0 to 1; of one whose length is not known, of its first 64 KiB.</param>
internal sealed class BreakingStream(Stream content, double share) : Stream
{
    private const int UnknownLength = 64 * 1024;

    private long _left = (long)(share * (content.CanSeek ? content.Length - content.Position : UnknownLength));

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = content.Read(buffer, offset, Bounded(count));
        _left -= read;
        return read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await content.ReadAsync(buffer[..Bounded(buffer.Length)], cancellationToken);
        _left -= read;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
        // It is read alone.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        content.Dispose();
        base.Dispose(disposing);
    }

    private int Bounded(int wanted) => _left > 0 || wanted == 0
        ? (int)Math.Min(_left, wanted)
        : throw new ChaosException("The stream broke off, as the settings of chaos ask.");
}
