namespace DeploymentFlex.System.Tests;

/// <summary>Where the checkout under test is.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Logs => Path.Combine(Root, "tests", "Data", "loghub");

    /// <summary>The AppHost as it was built beside this test, in the same configuration.</summary>
    public static string AppHost => Path.Combine(
        Root, "DeploymentFlex.AppHost", "bin", Configuration, "net10.0", "DeploymentFlex.AppHost.dll");

    /// <summary>A service's program, likewise; its name as the folder under services/ has it.</summary>
    public static string Service(string name) => Path.Combine(
        Root, "services", name, "bin", Configuration, "net10.0", $"DeploymentFlex.Services.{name}.dll");

    public static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    /// <summary>What tells flex to start what was built for these tests.</summary>
    public static IReadOnlyList<string> NoBuild => Configuration is "Debug" ? ["--no-build"] : [];

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "DeploymentFlex.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run outside of a checkout.");
        }

        return folder.FullName;
    }
}
