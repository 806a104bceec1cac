using Microsoft.Win32.SafeHandles;

namespace DeploymentFlex.Files.Local;

/// <summary>
/// A file that is being written. It is locked while its writer lives, and gone when it is disposed; only
/// <see cref="TryKeepAs"/> gives what was written a lasting name.
/// </summary>
internal sealed class TemporaryFile : IDisposable
{
    public TemporaryFile(string path)
    {
        Path = path;
        Handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.Asynchronous);
    }

    public string Path { get; }

    public SafeFileHandle Handle { get; }

    /// <summary>Makes the content durable. A large file takes seconds, so this is no work for the thread pool.</summary>
    public Task FlushAsync() => Task.Factory.StartNew(
        static handle => RandomAccess.FlushToDisk((SafeFileHandle)handle!),
        Handle, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Gives the file its name unless that is taken; of several writers one wins.</summary>
    public bool TryKeepAs(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            return Posix.TryLink(Path, path);
        }

        Handle.Dispose();
        try
        {
            File.Move(Path, path, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
    }

    public void Dispose()
    {
        Handle.Dispose();
        File.Delete(Path);
    }
}
