using System.Reflection;
using Aspire.Hosting.Execution;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Aspire.Hosting.Testing;

/// <summary>One run of an AppHost's program, on a thread of its own.</summary>
internal sealed class EntryPointRun(
    Assembly appHost, string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure)
    : ApplicationObserver, IAsyncDisposable
{
    // For what a program does after its application has ended.
    private static readonly TimeSpan s_afterTheApplication = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource<DistributedApplicationBuilder> _builder = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _mayBuild = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<DistributedApplication> _application = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _disposing = new();
    private TimeSpan _patience = s_afterTheApplication;

    /// <summary>Starts the program and waits until it is about to build its application.</summary>
    public Task<DistributedApplicationBuilder> StartAsync(CancellationToken cancellationToken)
    {
        var program = appHost.EntryPoint
            ?? throw new InvalidOperationException($"{appHost.GetName().Name} is no program: name a type of the AppHost's own assembly.");
        var thread = new Thread(() => Run(program)) { IsBackground = true, Name = $"{appHost.GetName().Name} under test" };
        thread.Start();
        return _builder.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Lets the program build and start its application.</summary>
    public Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken)
    {
        _mayBuild.TrySetResult();
        return _application.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Waits until the application has started; its resources may not be healthy yet.</summary>
    public Task WaitUntilStartedAsync(CancellationToken cancellationToken) => _started.Task.WaitAsync(cancellationToken);

    public Task WaitUntilEndedAsync(CancellationToken cancellationToken) => _ended.Task.WaitAsync(cancellationToken);

    /// <summary>Stops the application and waits for the end of the program.</summary>
    public async ValueTask DisposeAsync()
    {
        await _disposing.CancelAsync();
        _mayBuild.TrySetCanceled();
        _builder.TrySetCanceled();
        if (_builder.Task.IsCompletedSuccessfully)
        {
            await Task.WhenAny(_ended.Task, Task.Delay(_patience));
        }
    }

    public override void Creating(DistributedApplicationOptions options, HostApplicationBuilderSettings settings)
    {
        options.Args = settings.Args = [.. settings.Args ?? [], .. args];
        options.AssemblyName = settings.ApplicationName = appHost.GetName().Name;
        options.DisableDashboard = true;
        options.EnableResourceLogging = true;
        TestSettings.AddTo(settings, new Dictionary<string, string?>(StringComparer.Ordinal) { [EndpointAllocator.RandomPorts] = "true" });
        configure(options, settings);
        TestSettings.AddTo(settings, LaunchProfile.Read(appHost, TestSettings.Of(settings)["DOTNET_LAUNCH_PROFILE"]));
    }

    public override void Building(DistributedApplicationBuilder builder)
    {
        builder.Services.AddHttpClient();
        _builder.TrySetResult(builder);
        _mayBuild.Task.GetAwaiter().GetResult();
    }

    public override void Built(DistributedApplication application)
    {
        var lifetime = application.Services.GetRequiredService<IHostApplicationLifetime>();
        _patience += application.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout;
        lifetime.ApplicationStarted.Register(() => _started.TrySetResult());
        _disposing.Token.Register(lifetime.StopApplication);
        _application.TrySetResult(application);
    }

    private void Run(MethodInfo program)
    {
        Current = this;
        Exception reason = new InvalidOperationException($"{appHost.GetName().Name} has ended without running an application.");
        try
        {
            object?[]? arguments = program.GetParameters().Length == 0 ? null : [args];
            program.Invoke(null, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null);
        }
#pragma warning disable CA1031 // Whatever ends the program is told to those who wait for it.
        catch (Exception error)
#pragma warning restore CA1031
        {
            reason = error;
        }

        _builder.TrySetException(reason);
        _application.TrySetException(reason);
        _started.TrySetException(reason);
        _ended.TrySetResult();
    }
}
