using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Layers.Health;

/// <summary>Listens to all loggers for what is critical.</summary>
[ProviderAlias("CriticalErrors")]
internal sealed class CriticalErrorLoggerProvider(CriticalErrors errors) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new CriticalErrorLogger(errors, categoryName);

    public void Dispose()
    {
        // It holds nothing.
    }
}
