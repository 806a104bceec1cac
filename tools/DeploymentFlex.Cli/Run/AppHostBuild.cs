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

        if (!await DotNetBuild.RunAsync("Building", repository.AppHostProject, repository, screen, cancellationToken))
        {
            return false;
        }

        stamp.Note(sources);
        return true;
    }
}
