namespace Aspire.Hosting.ApplicationModel;

/// <summary>What an executable resource runs.</summary>
public sealed class ExecutableAnnotation : IResourceAnnotation
{
    public required string Command { get; set; }

    /// <summary>The full path of the folder that the command starts in.</summary>
    public required string WorkingDirectory { get; set; }
}
