namespace Aspire.Hosting.ApplicationModel;

/// <summary>A program on this machine, run as one process.</summary>
public class ExecutableResource : Resource, IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport
{
    private readonly ExecutableAnnotation _executable;

    public ExecutableResource(string name, string command, string workingDirectory)
        : base(name)
    {
        ArgumentException.ThrowIfNullOrEmpty(command);
        ArgumentNullException.ThrowIfNull(workingDirectory);
        _executable = new ExecutableAnnotation { Command = command, WorkingDirectory = workingDirectory };
    }

    public string Command => Latest.Command;

    public string WorkingDirectory => Latest.WorkingDirectory;

    private ExecutableAnnotation Latest => this.TryGetLastAnnotation<ExecutableAnnotation>(out var latest) ? latest : _executable;
}
