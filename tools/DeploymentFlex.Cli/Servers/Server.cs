namespace DeploymentFlex.Cli.Servers;

/// <summary>A program that tests use and that is not part of the .NET SDK.</summary>
/// <param name="Name">How it is shown.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Executables">Its commands, the preferred first; one of them on the path means that it is there.</param>
/// <param name="VersionArgument">What makes that command print its version.</param>
/// <param name="Packages">The Debian packages that bring it.</param>
internal sealed record Server(
    string Name,
    string Purpose,
    IReadOnlyList<string> Executables,
    string VersionArgument,
    IReadOnlyList<string> Packages);
