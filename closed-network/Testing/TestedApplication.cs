namespace Aspire.Hosting.Testing;

/// <summary>The application of a program that runs it itself: who starts it here waits for that, who stops it ends the program.</summary>
internal sealed class TestedApplication(DistributedApplication application, EntryPointRun run) : DistributedApplication(application)
{
    public override Task StartAsync(CancellationToken cancellationToken = default) => run.WaitUntilStartedAsync(cancellationToken);

    public override async Task RunAsync(CancellationToken cancellationToken = default)
    {
        await run.WaitUntilStartedAsync(cancellationToken);
        await run.WaitUntilEndedAsync(cancellationToken);
    }

    public override Task StopAsync(CancellationToken cancellationToken = default) => run.DisposeAsync().AsTask().WaitAsync(cancellationToken);

    public override void Dispose()
    {
        run.DisposeAsync().AsTask().GetAwaiter().GetResult();
        base.Dispose();
    }

    public override async ValueTask DisposeAsync()
    {
        await run.DisposeAsync();
        await base.DisposeAsync();
    }
}
