using Xunit;

namespace DeploymentFlex.TestSupport;

/// <summary>Finds the program of a server. Without it the test is skipped, or fails where the run must be complete.</summary>
public static class InstalledProgram
{
    /// <param name="name">Its file name.</param>
    /// <param name="install">What brings it.</param>
    /// <param name="folder">Where it is besides the folders of the path.</param>
    public static string Find(string name, string install, string folder = "/usr/sbin")
    {
        if (TryFind(name, folder) is { } path)
        {
            return path;
        }

        var reason = $"There is no {name}: {install}.";
        Assert.SkipUnless(Environment.GetEnvironmentVariable("FLEX_REQUIRE_SERVERS") is "1", reason);
        Assert.Fail(reason);
        return string.Empty;
    }

    /// <summary>Where the program is, or null: for a fixture, in which a test cannot be skipped.</summary>
    public static string? TryFind(string name, string folder = "/usr/sbin") =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator).Append(folder)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
}
