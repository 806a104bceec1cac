using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Layers.Isolation;

/// <summary>Says at start where connections may go, where they are limited.</summary>
internal sealed partial class IsolationNotice(ConnectGuard guard, NamedEndpoints endpoints, ILogger<ConnectGuard> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (guard.IsActive)
        {
            LogEndpoints(logger, string.Join(", ", endpoints.All));
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(2, LogLevel.Information, "Connections go only to {Endpoints}")]
    private static partial void LogEndpoints(ILogger logger, string endpoints);
}
