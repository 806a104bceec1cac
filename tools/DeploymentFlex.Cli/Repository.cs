namespace DeploymentFlex.Cli;

/// <summary>The clone that <c>flex</c> works on, and where things are in it.</summary>
internal sealed record Repository(string Root)
{
    /// <summary>Set by the <c>flex</c> script to the folder it lies in.</summary>
    public const string RootVariable = "FLEX_REPOSITORY";

    private const string SolutionName = "DeploymentFlex.sln";
    private const string AppHostName = "DeploymentFlex.AppHost";

    /// <summary>What <c>flex</c> remembers between calls; git-ignored.</summary>
    public string FlexFolder => Path.Combine(Root, ".flex");

    /// <summary>What the AppHost that runs now writes: its state and the logs.</summary>
    public string RunFolder => Path.Combine(FlexFolder, "run");

    /// <summary>Held by the <c>flex up</c> that builds and starts, so that two do not do it at once.</summary>
    public string StartLock => Path.Combine(FlexFolder, "up.lock");

    public string TestResultsFolder => Path.Combine(FlexFolder, "test-results");

    public string Solution => Path.Combine(Root, SolutionName);

    public string AppHostProject => Path.Combine(Root, AppHostName, AppHostName + ".csproj");

    public string AppHostAssembly => OutputOf(AppHostProject);

    /// <summary>The repository of the script that called, else the one the current folder lies in.</summary>
    /// <exception cref="InvalidOperationException">Neither is there.</exception>
    public static Repository Find()
    {
        var start = Environment.GetEnvironmentVariable(RootVariable) ?? Environment.CurrentDirectory;
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, SolutionName)))
            {
                return new Repository(folder.FullName);
            }
        }

        throw new InvalidOperationException($"{SolutionName} is not in {start} nor above it. Run ./flex from a clone of DeploymentFlex.");
    }

    /// <summary>The assembly that a debug build of a project leaves, when it is named like the project.</summary>
    public static string OutputOf(string project) =>
        Path.Combine(Path.GetDirectoryName(project)!, "bin", "Debug", "net10.0", Path.GetFileNameWithoutExtension(project) + ".dll");
}
