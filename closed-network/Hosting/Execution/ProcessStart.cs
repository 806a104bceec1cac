using System.Diagnostics;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Execution;

/// <summary>Prepares the start of a resource's process in an environment of its own.</summary>
internal static class ProcessStart
{
    public static async Task<ProcessStartInfo> PrepareAsync(
        IResource resource, string program, IEnumerable<string> arguments, string workingDirectory, IServiceProvider services, CancellationToken cancellationToken)
    {
        var start = Session.OfItsOwn(program, arguments);
        start.WorkingDirectory = workingDirectory;

        // What concerns the AppHost alone is not for its children.
        foreach (var name in start.Environment.Keys.Where(IsOfAppHost).ToArray())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in await ResourceValues.EnvironmentAsync(resource, services, cancellationToken))
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static bool IsOfAppHost(string name) =>
        name is "ASPNETCORE_URLS" or "DOTNET_LAUNCH_PROFILE" || name.StartsWith("ASPIRE_", StringComparison.Ordinal);
}
