using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Lifecycle;
using DeploymentFlex.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Hosting.Tests;

/// <summary>A model of one service, in a folder of its own, whose events a test publishes itself: nothing is started.</summary>
internal sealed class TestModel : IAsyncDisposable
{
    private DistributedApplication? _application;

    public TestModel(params string[] args)
    {
        Builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions
        {
            Args = ["--FLEX_RUN_FOLDER", RunFolder, .. args],
            DisableDashboard = true,
        });
        Builder.Services.AddLogging(logging => logging.AddProvider(Messages));
        Deployment = Builder.AddDeployment();
        var project = Path.Combine(Folder, "Gateway.csproj");
        File.WriteAllText(project, "<Project />");
        Gateway = Builder.AddProject("gateway", project);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("hosting-test-").FullName;

    public string RunFolder => Path.Combine(Folder, "run");

    public IDistributedApplicationBuilder Builder { get; }

    public Deployment Deployment { get; }

    /// <summary>What was logged.</summary>
    public MessageCollector Messages { get; } = new();

    public IResourceBuilder<ProjectResource> Gateway { get; }

    public DistributedApplication Application => _application ??= Builder.Build();

    /// <summary>What the engine does before it starts anything.</summary>
    public async Task PublishBeforeStartAsync()
    {
        var services = Application.Services;
        var eventing = services.GetRequiredService<IDistributedApplicationEventing>();
        foreach (var subscriber in services.GetServices<IDistributedApplicationEventingSubscriber>())
        {
            await subscriber.SubscribeAsync(eventing, Builder.ExecutionContext, CancellationToken.None);
        }

        await eventing.PublishAsync(new BeforeStartEvent(services, services.GetRequiredService<DistributedApplicationModel>()));
    }

    public async ValueTask DisposeAsync()
    {
        await Application.DisposeAsync();
        Messages.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
