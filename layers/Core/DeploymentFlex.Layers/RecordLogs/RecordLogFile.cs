using DeploymentFlex.Layers.Disk;
using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;

namespace DeploymentFlex.Layers.RecordLogs;

/// <summary>The file of a log and its lock. Used by one thread at a time.</summary>
internal sealed class RecordLogFile : IDisposable
{
    // EAGAIN and ERROR_SHARING_VIOLATION, which is what FileShare.None fails with.
    private const int LockedOnLinux = 11;
    private const int LockedOnMacOS = 35;
    private const int LockedOnWindows = unchecked((int)0x80070020);

    private readonly RecordLogOptions _options;
    private readonly FileStream _lock;
    private SafeFileHandle _handle;

    private RecordLogFile(RecordLogOptions options, FileStream @lock, SafeFileHandle handle, long length)
    {
        _options = options;
        _lock = @lock;
        _handle = handle;
        Length = length;
    }

    /// <summary>Where the next frame goes. All before it is on the disk.</summary>
    public long Length { get; private set; }

    private string CopyPath => _options.Path + ".new";

    public static RecordLogFile Open(RecordLogOptions options, Action<ReadOnlySpan<byte>> replay, ILogger logger)
    {
        DiskDirectory.Create(Path.GetDirectoryName(Path.GetFullPath(options.Path))!);
        var @lock = Lock(options.Path);
        try
        {
            if (!File.Exists(options.Path))
            {
                WriteFile(options, options.Path + ".new", []).Dispose();
                DiskDirectory.Rename(options.Path + ".new", options.Path);
            }

            var length = Recover(options, replay, logger);
            return new RecordLogFile(options, @lock, OpenHandle(options.Path, FileMode.Open), length);
        }
        catch
        {
            @lock.Dispose();
            throw;
        }
    }

    /// <summary>Writes frames behind the last one; they are on the disk when this returns.</summary>
    public void Write(RecordFrames frames)
    {
        RandomAccess.Write(_handle, frames.Seal(Length, isCommit: true).Span, Length);
        RandomAccess.FlushToDisk(_handle);
        Length += frames.Bytes;
    }

    /// <summary>Writes another file with these records beside this one, which stays as it is whatever happens.</summary>
    public void WriteCopy(IEnumerable<ReadOnlyMemory<byte>> records) => WriteFile(_options, CopyPath, records).Dispose();

    /// <summary>Puts the copy in the place of this file.</summary>
    public void SwapCopy()
    {
        DiskDirectory.Rename(CopyPath, _options.Path);
        _handle.Dispose();
        _handle = OpenHandle(_options.Path, FileMode.Open);
        Length = RandomAccess.GetLength(_handle);
    }

    public void Dispose()
    {
        _handle.Dispose();
        _lock.Dispose();
    }

    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (error.HResult is LockedOnLinux or LockedOnMacOS or LockedOnWindows)
        {
            throw new RecordLogInUseException(path);
        }
    }

    private static long Recover(RecordLogOptions options, Action<ReadOnlySpan<byte>> replay, ILogger logger)
    {
        using var file = new FileStream(options.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read, 1 << 16);
        var end = RecordLogScan.Run(file, options, replay);
        if (end < file.Length)
        {
            RecordLogEvents.Torn(logger, options.Path, end, file.Length - end);
            file.SetLength(end);
            file.Flush(flushToDisk: true);
        }

        return end;
    }

    private static SafeFileHandle WriteFile(RecordLogOptions options, string path, IEnumerable<ReadOnlyMemory<byte>> records)
    {
        var handle = OpenHandle(path, FileMode.Create);
        try
        {
            RandomAccess.Write(handle, RecordLogHeader.Create(options), 0);
            long length = RecordLogHeader.Bytes;
            var frames = new RecordFrames();
            foreach (var record in records)
            {
                frames.Add(record.Span);
                if (!frames.HasRoom)
                {
                    length = Spill(handle, frames, length);
                }
            }

            Spill(handle, frames, length);
            RandomAccess.FlushToDisk(handle);
            return handle;
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    private static long Spill(SafeFileHandle handle, RecordFrames frames, long offset)
    {
        RandomAccess.Write(handle, frames.Seal(offset, isCommit: false).Span, offset);
        offset += frames.Bytes;
        frames.Clear();
        return offset;
    }

    private static SafeFileHandle OpenHandle(string path, FileMode mode) =>
        File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.Read);
}
