using DeploymentFlex.Layers.Checks;

namespace DeploymentFlex.Layers.Disk;

/// <summary>Looks at the folder of a provider that keeps its data on this machine.</summary>
public static class DiskFolder
{
    private const long Mebibyte = 1 << 20;
    private const long LittleBytes = 1024 * Mebibyte;
    private const long TooLittleBytes = 32 * Mebibyte;

    /// <summary>Adds whether this process may write and delete in the folder, and whether there is room. What it writes it deletes.</summary>
    /// <param name="checks">The list.</param>
    /// <param name="folder">The folder, absolute. Where it is missing, it is looked whether it could be made.</param>
    /// <param name="setting">The setting that names another folder.</param>
    /// <param name="cancellationToken">Cancelled when there is no more time.</param>
    public static async ValueTask CheckAsync(CheckList checks, string folder, string setting, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(checks);
        var there = folder;
        while (!Directory.Exists(there) && Path.GetDirectoryName(there) is { } above)
        {
            there = above;
        }

        var mayWrite = await checks.RunAsync(
            CheckNames.Permissions,
            $"Let this account write there, or name another folder in {setting}.",
            async token =>
            {
                var path = Path.Combine(there, $".doctor-{Guid.NewGuid():N}");
                await using (new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
                {
                    token.ThrowIfCancellationRequested();
                }

                return there == folder ? $"writes, lists and deletes in {folder}" : $"can make {folder}";
            },
            cancellationToken);
        if (mayWrite)
        {
            checks.Add(Room(there, new DriveInfo(there).AvailableFreeSpace, setting));
        }
    }

    internal static Check Room(string folder, long bytes, string setting)
    {
        var seen = bytes >= LittleBytes ? $"{bytes / (double)LittleBytes:F1} GiB free at {folder}" : $"{bytes / Mebibyte} MiB free at {folder}";
        var next = $"Make room, or name another folder in {setting}.";
        return bytes switch
        {
            < TooLittleBytes => Check.Failure(CheckNames.Disk, seen, next),
            < LittleBytes => Check.Warning(CheckNames.Disk, seen, next),
            _ => Check.Ok(CheckNames.Disk, seen),
        };
    }
}
