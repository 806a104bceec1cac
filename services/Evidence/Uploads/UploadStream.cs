using DeploymentFlex.Services.Evidence.Lines;

namespace DeploymentFlex.Services.Evidence.Uploads;

/// <summary>The bytes of an upload on their way to the store: counted, held to the limit, and their lines marked.</summary>
internal sealed class UploadStream(Stream content, long maxBytes, LineIndexBuilder lines) : Stream
{
    private long _length;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read;
        try
        {
            read = await content.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception error) when (error is (IOException or InvalidDataException) and not BadHttpRequestException)
        {
            throw new BadHttpRequestException("The upload ended before it was complete; nothing of it was kept. Send it again.", error);
        }

        _length += read;
        if (_length > maxBytes)
        {
            throw UploadLimit.Exceeded(maxBytes);
        }

        lines.Add(buffer.Span[..read]);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
