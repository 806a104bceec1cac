namespace DeploymentFlex.Cli.Servers;

/// <summary>A program that comes as an npm package, and lies in a folder of its own below <c>.flex</c>.</summary>
/// <param name="Name">How it is shown, and the folder's name.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Package">The npm package.</param>
/// <param name="Version">Its version, no other.</param>
/// <param name="Executable">Where the program is, from the folder; it is there when it is installed.</param>
internal sealed record NpmServer(string Name, string Purpose, string Package, string Version, string Executable)
{
    /// <summary>What has to be run once after the package is there, given the folder; <see langword="null"/> for nothing.</summary>
    public Func<string, SetUpCommand>? SetUp { get; init; }

    public string FolderIn(Repository repository) => Path.Combine(repository.FlexFolder, Name);

    public bool IsInstalledIn(Repository repository) => File.Exists(Path.Combine(FolderIn(repository), Executable));
}
