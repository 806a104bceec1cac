using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>The builder of a program that waits to go on.</summary>
internal sealed class HaltedBuilder(EntryPointRun run, DistributedApplicationBuilder builder) : IDistributedApplicationTestingBuilder
{
    public Assembly? AppHostAssembly => builder.AppHostAssembly;

    public string AppHostDirectory => builder.AppHostDirectory;

    public ConfigurationManager Configuration => builder.Configuration;

    public IHostEnvironment Environment => builder.Environment;

    public IDistributedApplicationEventing Eventing => builder.Eventing;

    public DistributedApplicationExecutionContext ExecutionContext => builder.ExecutionContext;

    public IResourceCollection Resources => builder.Resources;

    public IServiceCollection Services => builder.Services;

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource => builder.AddResource(resource);

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource => builder.CreateResourceBuilder(resource);

    public DistributedApplication Build() => BuildAsync(CancellationToken.None).GetAwaiter().GetResult();

    public async Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default) =>
        new TestedApplication(await run.BuildAsync(cancellationToken), run);

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    public ValueTask DisposeAsync() => run.DisposeAsync();
}
