namespace DeploymentFlex.Layers.Disk;

/// <summary>Tells a disk that has no room left, from which can still be read, from one that fails.</summary>
public static class DiskSpace
{
    // .NET hands the system's number on: ENOSPC everywhere, and EDQUOT on Linux and on macOS.
    private const int NoSpace = 28;
    private const int QuotaOnLinux = 122;
    private const int QuotaOnMacOS = 69;

    // ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL and ERROR_DISK_QUOTA_EXCEEDED.
    private const int HandleFullOnWindows = unchecked((int)0x80070027);
    private const int FullOnWindows = unchecked((int)0x80070070);
    private const int QuotaOnWindows = unchecked((int)0x8007050F);

    /// <summary>Whether an operation on a file failed because the disk, or this account's part of it, is full.</summary>
    public static bool IsUsedUp(Exception error) => error is IOException
    {
        HResult: NoSpace or QuotaOnLinux or QuotaOnMacOS or HandleFullOnWindows or FullOnWindows or QuotaOnWindows,
    };
}
