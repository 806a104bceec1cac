using DeploymentFlex.Cli.Terminal;

namespace DeploymentFlex.Cli.Run;

/// <summary>Builds the AppHost and with it every service, when a source has changed since the last time.</summary>
internal static class AppHostBuild
{
    /// <returns>Whether a build that can be started is there.</returns>
    public static async Task<bool> EnsureAsync(Repository repository, Screen screen, CancellationToken cancellationToken)
    {
        var stamp = new SourceStamp(repository);
        var sources = stamp.Take();
        if (stamp.IsUpToDate(sources))
        {
            return true;
        }

        var result = await screen.WhileAsync("Building", report => ChildProcess.RunAsync(
            "dotnet",
            ["build", repository.AppHostProject, "-c", "Debug", "-nologo", "-v", "m", "-clp:NoSummary"],
            repository.Root,
            line => report(BuildOutput.Progress(line)),
            cancellationToken: cancellationToken));
        if (result.Succeeded)
        {
            stamp.Note(sources);
            return true;
        }

        BuildOutput.ShowErrors(result, repository, screen);
        return false;
    }
}
