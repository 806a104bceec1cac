namespace DeploymentFlex.Layers.Tests.Files;

/// <summary>So many bytes of nothing, which are read once.</summary>
internal sealed class ZeroStream(long length) : MemoryStream
{
    private long _left = length;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = (int)Math.Min(buffer.Length, _left);
        buffer.Span[..read].Clear();
        _left -= read;
        return ValueTask.FromResult(read);
    }
}
