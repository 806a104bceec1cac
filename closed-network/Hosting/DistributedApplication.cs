using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Execution;
using Aspire.Hosting.Lifecycle;
using Aspire.Hosting.Publishing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

/// <summary>A distributed application that can be run.</summary>
public partial class DistributedApplication(IHost host) : IHost, IAsyncDisposable
{
    public IServiceProvider Services => host.Services;

    /// <summary>The states of the resources.</summary>
    public ResourceNotificationService ResourceNotifications => Services.GetRequiredService<ResourceNotificationService>();

    /// <summary>Executes commands of resources.</summary>
    public ResourceCommandService ResourceCommands => Services.GetRequiredService<ResourceCommandService>();

    public static IDistributedApplicationBuilder CreateBuilder() => CreateBuilder([]);

    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => new DistributedApplicationBuilder(args);

    public static IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options) => new DistributedApplicationBuilder(options);

    /// <summary>Starts the resources and returns; they may not be healthy yet.</summary>
    /// <exception cref="DistributedApplicationException">A subscriber of <see cref="BeforeStartEvent"/> has refused the start.</exception>
    public virtual async Task StartAsync(CancellationToken cancellationToken = default)
    {
        await PublishBeforeStartAsync(cancellationToken);
        await host.StartAsync(cancellationToken);
    }

    public virtual Task StopAsync(CancellationToken cancellationToken = default) => host.StopAsync(cancellationToken);

    /// <summary>Runs until Ctrl-C or SIGTERM, or publishes when the command line asks for it. A start that is refused is said in one message, and the exit code is 1.</summary>
    public void Run() => RunAsync().GetAwaiter().GetResult();

    /// <inheritdoc cref="Run"/>
    public virtual async Task RunAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await PublishBeforeStartAsync(cancellationToken);
            if (Services.GetRequiredService<DistributedApplicationExecutionContext>().IsPublishMode)
            {
                await Services.GetRequiredService<ManifestPublisher>().PublishAsync(cancellationToken);
                await DisposeAsync();
                return;
            }

            await host.StartAsync(cancellationToken);
            await host.WaitForShutdownAsync(cancellationToken);
            await DisposeAsync();
        }
        catch (DistributedApplicationException refusal) when (ApplicationObserver.Current is null)
        {
            LogRefusal(Services.GetRequiredService<ILogger<DistributedApplication>>(), refusal.Message);
            Environment.ExitCode = 1;
            await DisposeAsync();
        }
    }

    public virtual void Dispose()
    {
        host.Dispose();
        GC.SuppressFinalize(this);
    }

    public virtual async ValueTask DisposeAsync()
    {
        await ((IAsyncDisposable)host).DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private async Task PublishBeforeStartAsync(CancellationToken cancellationToken)
    {
        var eventing = Services.GetRequiredService<IDistributedApplicationEventing>();
        var context = Services.GetRequiredService<DistributedApplicationExecutionContext>();
        foreach (var subscriber in Services.GetServices<IDistributedApplicationEventingSubscriber>())
        {
            await subscriber.SubscribeAsync(eventing, context, cancellationToken);
        }

        await eventing.PublishAsync(new BeforeStartEvent(Services, Services.GetRequiredService<DistributedApplicationModel>()), cancellationToken);
        if (context.IsRunMode)
        {
            await Services.GetRequiredService<ParameterValues>().EnsureAsync(cancellationToken);
        }
    }

    [LoggerMessage(1, LogLevel.Critical, "{Reason}")]
    private static partial void LogRefusal(ILogger logger, string reason);
}
