namespace DeploymentFlex.Files;

/// <summary>
/// Reads a caller's stream and remembers what it failed with, so that its failure is not taken for the store's. It can
/// be read again from its start while little enough has been read to keep in memory.
/// </summary>
internal sealed class SourceStream(Stream source, bool canRewind = false) : ForwardStream
{
    // What a store of objects is sent at once, so that such a file can go elsewhere when it does not take it.
    private const int MaxKeptBytes = Objects.ObjectWriter.MaxPutBytes;

    private MemoryStream? _kept = canRewind ? new() : null;
    private long _again;

    /// <summary>What the caller's stream threw, or null.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Goes back to the start; false when too much has been read for that.</summary>
    public bool TryRewind()
    {
        _again = _kept?.Length ?? 0;
        return _kept is not null;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_again > 0)
        {
            return ReadAgain(buffer.Span);
        }

        try
        {
            var read = await source.ReadAsync(buffer, cancellationToken);
            return Keep(buffer.Span, read);
        }
        catch (Exception error)
        {
            Failure = error;
            throw;
        }
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_again > 0)
        {
            return ReadAgain(buffer.AsSpan(offset, count));
        }

        try
        {
            return Keep(buffer.AsSpan(offset, count), source.Read(buffer, offset, count));
        }
        catch (Exception error)
        {
            Failure = error;
            throw;
        }
    }

    private int ReadAgain(Span<byte> buffer)
    {
        var kept = _kept!.GetBuffer().AsSpan((int)(_kept.Length - _again), (int)Math.Min(_again, buffer.Length));
        kept.CopyTo(buffer);
        _again -= kept.Length;
        return kept.Length;
    }

    private int Keep(ReadOnlySpan<byte> buffer, int read)
    {
        if (_kept?.Length + read > MaxKeptBytes)
        {
            _kept = null;
        }

        _kept?.Write(buffer[..read]);
        return read;
    }
}
