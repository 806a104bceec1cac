namespace Aspire.Hosting.ApplicationModel;

/// <summary>How a command went.</summary>
public sealed class ExecuteCommandResult
{
    public bool Canceled { get; init; }

    /// <summary>Said to whoever gave the command.</summary>
    public string? Message { get; init; }

    public required bool Success { get; init; }
}
