namespace Aspire.Hosting.ApplicationModel;

/// <summary>Executes the commands of resources.</summary>
public class ResourceCommandService
{
    private readonly DistributedApplicationModel _model;
    private readonly ResourceNotificationService _notifications;
    private readonly ResourceLoggerService _logs;
    private readonly IServiceProvider _services;

    internal ResourceCommandService(
        DistributedApplicationModel model, ResourceNotificationService notifications, ResourceLoggerService logs, IServiceProvider services)
    {
        _model = model;
        _notifications = notifications;
        _logs = logs;
        _services = services;
    }

    /// <param name="resourceId">The resource.</param>
    /// <param name="commandName">For example <see cref="KnownResourceCommands.StopCommand"/>.</param>
    /// <param name="cancellationToken">Gives up waiting; what has begun may go on.</param>
    /// <returns>Also for a resource or a command that is not there, and for one that cannot be used now: not a success, and why.</returns>
    public Task<ExecuteCommandResult> ExecuteCommandAsync(string resourceId, string commandName, CancellationToken cancellationToken = default) =>
        _model.Resources.TryGetByName(resourceId, out var resource)
            ? ExecuteCommandAsync(resource, commandName, cancellationToken)
            : Task.FromResult(Refused($"There is no resource '{resourceId}'."));

    /// <inheritdoc cref="ExecuteCommandAsync(string, string, CancellationToken)"/>
    public async Task<ExecuteCommandResult> ExecuteCommandAsync(
        IResource resource, string commandName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resource);
        var command = resource.Annotations.OfType<ResourceCommandAnnotation>().LastOrDefault(command => command.Name == commandName);
        if (command is null)
        {
            return Refused($"'{resource.Name}' has no command '{commandName}'.");
        }

        if (!_notifications.TryGetCurrentState(resource.Name, out var now) || StateOf(command, now.Snapshot) is not ResourceCommandState.Enabled)
        {
            return Refused($"'{resource.Name}' is {now?.Snapshot.State?.Text ?? "unknown"}; '{commandName}' cannot be used now.");
        }

        try
        {
            return await command.ExecuteCommand(new ExecuteCommandContext
            {
                CancellationToken = cancellationToken,
                Logger = _logs.GetLogger(resource),
                ResourceName = resource.Name,
                ServiceProvider = _services,
            });
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new ExecuteCommandResult { Success = false, Canceled = true };
        }
#pragma warning disable CA1031 // The command is the AppHost's own code; whoever gave it is told why it failed.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return Refused(error.Message);
        }
    }

    internal ResourceCommandState StateOf(ResourceCommandAnnotation command, CustomResourceSnapshot snapshot) =>
        command.UpdateState(new UpdateCommandStateContext { ResourceSnapshot = snapshot, ServiceProvider = _services });

    private static ExecuteCommandResult Refused(string message) => new() { Success = false, Message = message };
}
