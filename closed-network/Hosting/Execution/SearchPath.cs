namespace Aspire.Hosting.Execution;

/// <summary>Finds programs as a shell does.</summary>
internal static class SearchPath
{
    private static readonly string[] s_suffixes = OperatingSystem.IsWindows() ? [".exe", ".cmd", ".bat", ""] : [""];

    /// <returns>The full path; null when there is no such program.</returns>
    /// <param name="command">A name, or a path that begins at the folder.</param>
    /// <param name="folder">Where a relative path begins.</param>
    public static string? Find(string command, string folder)
    {
        var folders = Path.GetFileName(command) == command
            ? (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            : [folder];
        return folders
            .SelectMany(place => s_suffixes.Select(suffix => Path.GetFullPath(command + suffix, Path.GetFullPath(place))))
            .FirstOrDefault(File.Exists);
    }
}
