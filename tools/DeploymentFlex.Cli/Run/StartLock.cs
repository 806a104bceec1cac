namespace DeploymentFlex.Cli.Run;

/// <summary>A file that one process at a time holds; the system gives it back however that process ends.</summary>
internal static class StartLock
{
    /// <returns>What to dispose of; null when another process holds it.</returns>
    public static FileStream? TryTake(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
