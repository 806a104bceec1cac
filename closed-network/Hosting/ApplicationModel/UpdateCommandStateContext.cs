namespace Aspire.Hosting.ApplicationModel;

/// <summary>What the state of a command is decided by.</summary>
public sealed class UpdateCommandStateContext
{
    public required CustomResourceSnapshot ResourceSnapshot { get; init; }

    public required IServiceProvider ServiceProvider { get; init; }
}
