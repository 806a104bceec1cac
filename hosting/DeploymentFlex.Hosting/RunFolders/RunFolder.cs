namespace DeploymentFlex.Hosting.RunFolders;

/// <summary>The folder in which a running AppHost says what it runs: <c>FLEX_RUN_FOLDER</c>, else <c>.flex/run</c>.</summary>
internal sealed class RunFolder(string path)
{
    public string StateFile { get; } = Path.Combine(path, "state.json");

    /// <summary>What is compiled while sources are watched.</summary>
    public string Watch { get; } = Path.Combine(path, "watch");

    /// <summary>Makes the folder, for its owner alone: logs may hold what is not for others.</summary>
    public void Create()
    {
        Directory.CreateDirectory(path);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
