using System.Diagnostics;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Execution;

/// <summary>How one resource becomes a process.</summary>
internal abstract class ResourceLaunch
{
    /// <summary>What is known of the resource because of its kind.</summary>
    public abstract IReadOnlyList<ResourcePropertySnapshot> Properties { get; }

    /// <summary>Whether a process that ends with an error is started again.</summary>
    public virtual bool StartsAgain => false;

    /// <returns>The launch of a project, an executable or a container; null for a resource that runs nothing.</returns>
    public static ResourceLaunch? Of(IResource resource, IServiceProvider services) => resource switch
    {
        ProjectResource project => new ProjectLaunch(project, services),
        ExecutableResource executable => new ExecutableLaunch(executable, services),
        ContainerResource container => new ContainerLaunch(container, services),
        _ => null,
    };

    /// <exception cref="DistributedApplicationException">It cannot be started as things are; the message says what to change.</exception>
    public abstract Task<ProcessStartInfo> PrepareAsync(CancellationToken cancellationToken);

    /// <summary>Removes what the process may leave behind when it has ended.</summary>
    public virtual Task CleanUpAsync() => Task.CompletedTask;
}
