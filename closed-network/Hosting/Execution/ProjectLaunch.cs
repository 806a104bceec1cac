using System.Diagnostics;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Execution;

/// <summary>Starts a project from its built output.</summary>
internal sealed class ProjectLaunch(ProjectResource project, IServiceProvider services) : ResourceLaunch
{
    private readonly string _path = project.GetProjectMetadata().ProjectPath;

    public override IReadOnlyList<ResourcePropertySnapshot> Properties =>
    [
        new("project.path", _path),
        new("executable.path", DotNetHost.Path),
        new("executable.workDir", Path.GetDirectoryName(_path)),
    ];

    public override bool StartsAgain => true;

    /// <exception cref="DistributedApplicationException">The project has not been built.</exception>
    public override async Task<ProcessStartInfo> PrepareAsync(CancellationToken cancellationToken)
    {
        var assembly = services.GetRequiredService<ProjectOutput>().Find(_path);
        var arguments = await ResourceValues.ArgumentsAsync(project, services, cancellationToken);
        return await ProcessStart.PrepareAsync(
            project, DotNetHost.Path, [assembly, .. arguments], Path.GetDirectoryName(_path)!, services, cancellationToken);
    }
}
