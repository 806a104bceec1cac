namespace DeploymentFlex.Cli.Servers;

/// <summary>A server out of another release of Debian, in a folder of its own below <c>.flex</c>: a small Debian that it is run in by chroot.</summary>
/// <param name="Name">How it is shown, and the folder's name.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Suite">The release that has it.</param>
/// <param name="Package">Its package there.</param>
/// <param name="Executable">Where its program is, from that Debian's root; it is there when it is installed.</param>
internal sealed record DebianRoot(string Name, string Purpose, string Suite, string Package, string Executable)
{
    public string FolderIn(Repository repository) => Path.Combine(repository.FlexFolder, Name, "root");

    public bool IsInstalledIn(Repository repository) => File.Exists(Path.Combine(FolderIn(repository), Executable));
}
