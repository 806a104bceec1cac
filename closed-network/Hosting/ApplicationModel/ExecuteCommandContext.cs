using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a command is executed with.</summary>
public sealed class ExecuteCommandContext
{
    public required CancellationToken CancellationToken { get; init; }

    /// <summary>Writes into the log of the resource.</summary>
    public required ILogger Logger { get; init; }

    public required string ResourceName { get; init; }

    public required IServiceProvider ServiceProvider { get; init; }
}
