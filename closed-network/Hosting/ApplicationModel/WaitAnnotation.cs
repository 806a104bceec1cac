namespace Aspire.Hosting.ApplicationModel;

/// <summary>Says that a resource starts only after another.</summary>
public sealed class WaitAnnotation(IResource resource, WaitType waitType, int exitCode = 0) : IResourceAnnotation
{
    public IResource Resource { get; } = resource;

    public WaitType WaitType { get; } = waitType;

    /// <summary>The exit code that counts as done, for <see cref="WaitType.WaitForCompletion"/>.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>Null takes the default, <see cref="ApplicationModel.WaitBehavior.WaitOnResourceUnavailable"/>.</summary>
    public WaitBehavior? WaitBehavior { get; init; }
}
