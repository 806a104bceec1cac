namespace DeploymentFlex.Files.Spooling;

/// <summary>Content on its way into the spool; each piece is let through only where there is room for it.</summary>
internal sealed class BoundedStream(Stream content, Action<long> reserve) : ForwardStream
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await content.ReadAsync(buffer, cancellationToken);
        reserve(read);
        return read;
    }
}
