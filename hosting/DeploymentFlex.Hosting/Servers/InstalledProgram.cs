namespace DeploymentFlex.Hosting.Servers;

/// <summary>Finds programs of this machine.</summary>
internal static class InstalledProgram
{
    /// <returns>The full path of the first that is there: on the path, among the user's dotnet tools, or in one of the other folders.</returns>
    public static string? Find(string program, params IEnumerable<string> otherFolders)
    {
        var file = OperatingSystem.IsWindows() ? program + ".exe" : program;
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var tools = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".dotnet", "tools");
        return path.Append(tools).Concat(otherFolders).Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
    }
}
