using System.Diagnostics;
using DeploymentFlex.Layers.Configuration;

namespace DeploymentFlex.Data.Sqlite;

/// <summary>
/// Keeps a database file to one process, by a lock that the operating system takes back when the process ends, however
/// it ends. Who holds it stands in a file beside it.
/// </summary>
internal sealed class FileOwnership : IDisposable
{
    private readonly FileStream _lock;

    private FileOwnership(FileStream file)
    {
        _lock = file;
    }

    /// <exception cref="SettingsException">Another process has the database open.</exception>
    public static FileOwnership Take(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        FileStream file;
        try
        {
            file = new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error)
        {
            throw new SettingsException(
                $"The database {path} is open already: {Owner(path) ?? error.Message} Stop that process, or give this one a folder "
                + "of its own with Layers:Data:sqlite:Path or Deployment:DataPath.",
                error);
        }

        File.WriteAllText(OwnerFile(path), $"held by {Process.GetCurrentProcess().ProcessName}, process {Environment.ProcessId}.");
        return new FileOwnership(file);
    }

    public void Dispose() => _lock.Dispose();

    private static string? Owner(string path) => File.Exists(OwnerFile(path)) ? File.ReadAllText(OwnerFile(path)) : null;

    private static string OwnerFile(string path) => path + ".owner";
}
