using System.Diagnostics;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Execution;

/// <summary>Starts a program of this machine.</summary>
internal sealed class ExecutableLaunch(ExecutableResource executable, IServiceProvider services) : ResourceLaunch
{
    public override IReadOnlyList<ResourcePropertySnapshot> Properties =>
        [new("executable.path", executable.Command), new("executable.workDir", executable.WorkingDirectory)];

    public override async Task<ProcessStartInfo> PrepareAsync(CancellationToken cancellationToken)
    {
        var arguments = await ResourceValues.ArgumentsAsync(executable, services, cancellationToken);
        if (!Directory.Exists(executable.WorkingDirectory))
        {
            throw new DistributedApplicationException($"Its working directory is not there: {executable.WorkingDirectory}");
        }

        var program = SearchPath.Find(executable.Command, executable.WorkingDirectory)
            ?? throw new DistributedApplicationException(
                $"There is no program '{executable.Command}': install it, or put its folder into PATH.");
        return await ProcessStart.PrepareAsync(executable, program, arguments, executable.WorkingDirectory, services, cancellationToken);
    }
}
