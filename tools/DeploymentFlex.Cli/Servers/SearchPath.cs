namespace DeploymentFlex.Cli.Servers;

/// <summary>Looks commands up as a shell does.</summary>
internal static class SearchPath
{
    // Debian keeps administrators' commands, ip among them, out of an ordinary user's path.
    private static readonly string[] SystemFolders = ["/usr/sbin", "/sbin"];

    /// <summary>The full path of the first of these commands that is there.</summary>
    public static string? Find(IEnumerable<string> commands)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return commands
            .SelectMany(command => folders.Concat(SystemFolders).Select(folder => Path.Combine(folder, command)))
            .FirstOrDefault(static path => File.Exists(path) || File.Exists(path + ".exe"));
    }
}
