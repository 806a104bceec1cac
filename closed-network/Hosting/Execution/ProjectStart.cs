using System.Diagnostics;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Execution;

/// <summary>Prepares the start of a project's process from its built output.</summary>
internal static class ProjectStart
{
    /// <exception cref="DistributedApplicationException">The project has not been built.</exception>
    public static async Task<ProcessStartInfo> PrepareAsync(ProjectResource project, IServiceProvider services, CancellationToken cancellationToken)
    {
        var path = project.GetProjectMetadata().ProjectPath;
        var assembly = services.GetRequiredService<ProjectOutput>().Find(path);
        var start = Session.OfItsOwn(DotNetHost.Path, [assembly]);
        start.WorkingDirectory = Path.GetDirectoryName(path);

        // What concerns the AppHost alone is not for its children.
        foreach (var name in start.Environment.Keys.Where(IsOfAppHost).ToArray())
        {
            start.Environment.Remove(name);
        }

        var context = services.GetRequiredService<DistributedApplicationExecutionContext>();
        foreach (var (name, value) in await ResourceEnvironment.ResolveAsync(project, context, cancellationToken))
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static bool IsOfAppHost(string name) =>
        name is "ASPNETCORE_URLS" or "DOTNET_LAUNCH_PROFILE" || name.StartsWith("ASPIRE_", StringComparison.Ordinal);
}
