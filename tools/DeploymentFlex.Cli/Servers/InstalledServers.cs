using System.Text.RegularExpressions;

namespace DeploymentFlex.Cli.Servers;

/// <summary>Says which servers are on this machine, and in which version.</summary>
internal static partial class InstalledServers
{
    public static IEnumerable<Server> Missing(IEnumerable<Server> servers) =>
        servers.Where(static server => SearchPath.Find(server.Executables) is null);

    /// <returns>The version in the server's own words; <see langword="null"/> when it is not installed.</returns>
    public static async Task<string?> VersionAsync(Server server, CancellationToken cancellationToken)
    {
        if (SearchPath.Find(server.Executables) is not { } path)
        {
            return null;
        }

        var result = await ChildProcess.RunAsync(path, [server.VersionArgument], Path.GetTempPath(), cancellationToken: cancellationToken);
        return result.Lines.FirstOrDefault(static line => VersionNumber().IsMatch(line)) ?? "installed";
    }

    [GeneratedRegex(@"\d+\.\d+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VersionNumber();
}
