using Xunit;

namespace DeploymentFlex.TestSupport;

/// <summary>Finds the program of a server. Without it the test is skipped, or fails where the run must be complete.</summary>
public static class InstalledProgram
{
    public static string Find(string name, string install)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator).Append("/usr/sbin");
        if (folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists) is { } path)
        {
            return path;
        }

        var reason = $"There is no {name}: {install}.";
        Assert.SkipUnless(Environment.GetEnvironmentVariable("FLEX_REQUIRE_SERVERS") is "1", reason);
        Assert.Fail(reason);
        return string.Empty;
    }
}
