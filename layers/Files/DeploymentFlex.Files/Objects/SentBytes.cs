namespace DeploymentFlex.Files.Objects;

/// <summary>Bytes in memory that are being sent, and tell that they move.</summary>
internal sealed class SentBytes(ArraySegment<byte> content, Action moved)
    : MemoryStream(content.Array!, content.Offset, content.Count, writable: false)
{
    // Little enough to move within the limit on a slow line.
    private const int BlockBytes = 128 * 1024;

    // All other ways to read a stream that is derived from MemoryStream end here.
    public override int Read(byte[] buffer, int offset, int count)
    {
        moved();
        return base.Read(buffer, offset, Math.Min(count, BlockBytes));
    }

    public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
    {
        while (Position < Length)
        {
            var count = (int)Math.Min(BlockBytes, Length - Position);
            await destination.WriteAsync(content.AsMemory((int)Position, count), cancellationToken);
            Position += count;
            moved();
        }
    }
}
