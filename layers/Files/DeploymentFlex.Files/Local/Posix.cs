using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace DeploymentFlex.Files.Local;

/// <summary>The calls of the operating system that .NET has no method for.</summary>
internal static partial class Posix
{
    // The same on Linux (x64, arm64) and macOS.
    private const int FileExists = 17;

    /// <summary>Gives a file a second name unless that name is taken; atomic.</summary>
    /// <returns>False when the name is taken.</returns>
    public static bool TryLink(string path, string newPath)
    {
        if (Link(path, newPath) == 0)
        {
            return true;
        }

        return Marshal.GetLastPInvokeError() == FileExists
            ? false
            : throw new IOException($"'{newPath}' cannot be made: {Marshal.GetLastPInvokeErrorMessage()}.", Marshal.GetLastPInvokeError());
    }

    /// <summary>
    /// Asks for written bytes to be on their way to the disk now (Linux), so that the flush at the end finds little
    /// left to do. No promise and no error: the flush gives both.
    /// </summary>
    public static void StartWriteBack(SafeFileHandle file, long offset, long length)
    {
        const uint write = 2;
        if (OperatingSystem.IsLinux())
        {
            _ = SyncFileRange(file, offset, length, write);
        }
    }

    /// <summary>Reads an extended attribute (Linux); false when it is not there or has another length.</summary>
    public static bool TryGetAttribute(string path, string name, Span<byte> value) =>
        OperatingSystem.IsLinux() && GetAttribute(path, name, value, (nuint)value.Length) == value.Length;

    /// <summary>Sets an extended attribute (Linux); false where the file system has none.</summary>
    public static bool TrySetAttribute(string path, string name, ReadOnlySpan<byte> value) =>
        OperatingSystem.IsLinux() && SetAttribute(path, name, value, (nuint)value.Length, 0) == 0;

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Link(string path, string newPath);

    [LibraryImport("libc", EntryPoint = "sync_file_range")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int SyncFileRange(SafeFileHandle file, long offset, long length, uint flags);

    [LibraryImport("libc", EntryPoint = "getxattr", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial nint GetAttribute(string path, string name, Span<byte> value, nuint size);

    [LibraryImport("libc", EntryPoint = "setxattr", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int SetAttribute(string path, string name, ReadOnlySpan<byte> value, nuint size, int flags);
}
