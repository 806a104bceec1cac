using Microsoft.Win32.SafeHandles;

namespace DeploymentFlex.Telemetry.Journal;

/// <summary>
/// Writes a journal's mark. A process that is killed leaves it as it was; a machine that goes down may lose what was written
/// since the last flush. Used by one thread at a time. What cannot be written costs no more than that something is sent twice.
/// </summary>
internal sealed class SentFile(string journal) : IDisposable
{
    private const int MarksAFlush = 64;

    private SafeFileHandle? _handle;
    private int _unflushed;

    public void Write(SentMark mark) => Try(handle =>
    {
        RandomAccess.Write(handle, mark.Encode(), 0);
        if (++_unflushed >= MarksAFlush)
        {
            Flush(handle);
        }
    });

    /// <summary>For a journal that was written anew.</summary>
    public void Clear()
    {
        if (_handle is not null || File.Exists(SentMark.PathOf(journal)))
        {
            Try(static handle => RandomAccess.SetLength(handle, 0));
        }
    }

    public void Dispose()
    {
        if (_unflushed > 0)
        {
            Try(Flush);
        }

        _handle?.Dispose();
    }

    private void Flush(SafeFileHandle handle)
    {
        RandomAccess.FlushToDisk(handle);
        _unflushed = 0;
    }

    private void Try(Action<SafeFileHandle> write)
    {
        try
        {
            _handle ??= File.OpenHandle(SentMark.PathOf(journal), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
            write(_handle);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // The journal itself has what counts; one that is closed says no more.
        }
    }
}
