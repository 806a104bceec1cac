using System.Runtime.InteropServices;

namespace DeploymentFlex.Layers.Disk;

/// <summary>Makes names durable: a new or renamed file is certain to be found after a power loss only when its directory was flushed.</summary>
public static partial class DiskDirectory
{
    /// <summary>Makes a directory and those above it where they are missing, durably.</summary>
    public static void Create(string path)
    {
        if (Directory.Exists(path))
        {
            return;
        }

        var above = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Create(above);
        Directory.CreateDirectory(path);
        Flush(above);
    }

    /// <summary>Flushes a directory's entries to the disk (<c>fsync</c>). Does nothing on Windows, which has no such call.</summary>
    /// <exception cref="IOException">The directory cannot be opened or flushed.</exception>
    public static void Flush(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Open(path, flags: 0);
        if (descriptor < 0)
        {
            throw Failure(path);
        }

        try
        {
            if (Synchronize(descriptor) != 0)
            {
                throw Failure(path);
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    /// <summary>Gives a flushed file another name in its directory, replacing what had it, and makes that durable.</summary>
    public static void Rename(string from, string to)
    {
        File.Move(from, to, overwrite: true);
        Flush(Path.GetDirectoryName(Path.GetFullPath(to))!);
    }

    private static IOException Failure(string path) =>
        new($"The directory '{path}' cannot be flushed: {Marshal.GetLastPInvokeErrorMessage()}.", Marshal.GetLastPInvokeError());

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Synchronize(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Close(int descriptor);
}
