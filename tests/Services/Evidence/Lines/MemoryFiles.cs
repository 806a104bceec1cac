using DeploymentFlex.Files;

namespace DeploymentFlex.Services.Tests.Evidence.Lines;

/// <summary>One file in memory, which counts what is read of it and hands out pieces of odd sizes.</summary>
internal sealed class MemoryFiles(byte[] content) : IFileStore
{
    public long BytesRead { get; private set; }

    public ValueTask<Stream?> OpenReadAsync(string key, long offset, long? length, CancellationToken cancellationToken) =>
        new(new Pieces(this, content.AsMemory((int)offset)));

    public ValueTask<StoredFile> WriteAsync(string key, Stream content, long? expectedLength, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<StoredFile?> FindAsync(string key, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<bool> DeleteAsync(string key, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<FilePage> ListAsync(string? prefix, string? cursor, int limit, CancellationToken cancellationToken) => throw new NotSupportedException();

    private sealed class Pieces(MemoryFiles owner, ReadOnlyMemory<byte> rest) : Stream
    {
        private int _position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => _position;
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            var count = Math.Min(Math.Min(buffer.Length, 4097), rest.Length - _position);
            rest.Span.Slice(_position, count).CopyTo(buffer);
            _position += count;
            owner.BytesRead += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
