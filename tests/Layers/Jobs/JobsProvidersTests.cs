using DeploymentFlex.Jobs;
using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.Layers.Modes;
using DeploymentFlex.Layers.Providers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace DeploymentFlex.Layers.Tests.Jobs;

public sealed class JobsProvidersTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jobs-provider-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Two_queues_on_one_file_are_refused_with_the_setting_to_change()
    {
        await using var first = (IAsyncDisposable)Create();

        var error = Should.Throw<SettingsException>(() => Create());

        error.Message.ShouldStartWith("Layers:Jobs:embedded:Path: ");
        error.Message.ShouldContain("another process");
    }

    [Fact]
    public void A_file_that_is_no_queue_is_refused_by_name()
    {
        var path = Path.Combine(_folder.FullName, "jobs", "jobs.log");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "Dear diary, this is no job queue.");

        Should.Throw<SettingsException>(() => Create()).Message.ShouldContain(path);
    }

    private object Create()
    {
        var registry = new ProviderRegistry().AddFrom(typeof(JobsProviders).Assembly);
        using var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).BuildServiceProvider();
        var deployment = new DeploymentOptions { Service = "jobs", DataPath = _folder.FullName };
        var settings = new ConfigurationBuilder().Build().GetSection("Layers:Jobs:embedded");
        return registry.Find(Layer.Jobs, "embedded")!.Create(
            services, new ProviderContext(Layer.Jobs, "embedded", Use: null, deployment, settings));
    }
}
