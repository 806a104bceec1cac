using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>
/// Runs an AppHost's own program in this process, and halts it before it builds its application. Every endpoint gets a
/// free port (<c>DcpPublisher:RandomizePorts</c>), there is no dashboard, and resources log to this application's loggers.
/// </summary>
public static class DistributedApplicationTestingBuilder
{
    /// <typeparam name="TEntryPoint">A type of the AppHost's assembly: <c>Projects.TheAppHost</c>.</typeparam>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(CancellationToken cancellationToken = default)
        where TEntryPoint : class => CreateAsync(typeof(TEntryPoint), cancellationToken);

    /// <inheritdoc cref="CreateAsync{TEntryPoint}(CancellationToken)"/>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(
        string[] args, CancellationToken cancellationToken = default)
        where TEntryPoint : class => CreateAsync(typeof(TEntryPoint), args, cancellationToken);

    /// <inheritdoc cref="CreateAsync(Type, string[], Action{DistributedApplicationOptions, HostApplicationBuilderSettings}, CancellationToken)"/>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(
        string[] args,
        Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder,
        CancellationToken cancellationToken = default) => CreateAsync(typeof(TEntryPoint), args, configureBuilder, cancellationToken);

    /// <inheritdoc cref="CreateAsync(Type, string[], Action{DistributedApplicationOptions, HostApplicationBuilderSettings}, CancellationToken)"/>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(Type entryPoint, CancellationToken cancellationToken = default) =>
        CreateAsync(entryPoint, [], cancellationToken);

    /// <inheritdoc cref="CreateAsync(Type, string[], Action{DistributedApplicationOptions, HostApplicationBuilderSettings}, CancellationToken)"/>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync(
        Type entryPoint, string[] args, CancellationToken cancellationToken = default) =>
        CreateAsync(entryPoint, args, static (_, _) => { }, cancellationToken);

    /// <param name="entryPoint">A type of the AppHost's assembly.</param>
    /// <param name="args">Its command line.</param>
    /// <param name="configureBuilder">Called before the AppHost's builder is made.</param>
    /// <param name="cancellationToken">Ends the wait for the AppHost.</param>
    /// <exception cref="InvalidOperationException">The assembly is no program, or its program ends without building an application.</exception>
    public static async Task<IDistributedApplicationTestingBuilder> CreateAsync(
        Type entryPoint,
        string[] args,
        Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configureBuilder,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entryPoint);
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(configureBuilder);
        var run = new EntryPointRun(entryPoint.Assembly, args, configureBuilder);
        try
        {
            return new HaltedBuilder(run, await run.StartAsync(cancellationToken));
        }
        catch
        {
            await run.DisposeAsync();
            throw;
        }
    }
}
