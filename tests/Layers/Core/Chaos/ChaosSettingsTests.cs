using DeploymentFlex.Files;
using DeploymentFlex.Jobs;
using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Chaos;
using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.Layers.Providers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DeploymentFlex.Layers.Tests.Core.Chaos;

public class ChaosSettingsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_layer_that_has_a_provider_has_chaos()
    {
        var registry = ProviderAssemblies.Register(new ProviderRegistry(), entry: null);
        Layer.All.Where(layer => registry.NamesOf(layer).Count > 0).ShouldAllBe(layer => registry.Find(layer, "chaos") != null);
    }

    [Fact]
    public async Task It_stands_before_the_provider_that_settings_name()
    {
        using var host = Build(("Layers:Files:Chain", "chaos,none"), ("Layers:Files:chaos:Around", "none"), ("Layers:Files:chaos:Failures", "1"));
        await Should.ThrowAsync<LayerUnavailableException>(async () => await host.Services.GetRequiredService<IFileStore>().FindAsync("a", Token));
        var links = host.Services.GetRequiredService<ProviderChain<IFileStore>>().Links;
        (links[0].LastError!.Kind, links[1].Calls).ShouldBe((nameof(ChaosException), 1));
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("chaos")]
    public void A_provider_that_is_not_there_is_named(string around)
    {
        using var host = Build(("Layers:Files:Chain", "chaos"), ("Layers:Files:chaos:Around", around));
        Should.Throw<SettingsException>(() => host.Services.GetRequiredService<IFileStore>()).Message
            .ShouldStartWith($"Layers:Files:chaos:Around: '{around}' is no provider that chaos can stand before. Known: ");
    }

    [Fact]
    public async Task The_null_providers_take_everything_and_have_nothing()
    {
        using var host = Build(("Layers:Files:Chain", "none"), ("Layers:Jobs:Chain", "none"));
        var files = host.Services.GetRequiredService<IFileStore>();
        using var content = new MemoryStream("abc"u8.ToArray());
        (await files.WriteAsync("a", content, 3, Token)).Sha256.ShouldBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        (await files.ListAsync(prefix: null, cursor: null, 10, Token)).Files.ShouldBeEmpty();
        var jobs = host.Services.GetRequiredService<IJobQueue>();
        (await jobs.LeaseAsync(["a"], 10, TimeSpan.FromMinutes(1), Token)).ShouldBeEmpty();
        jobs.WaitAsync(["a"], Token).AsTask().IsCompleted.ShouldBeFalse();
    }

    private static IHost Build(params (string Name, string Value)[] settings)
    {
        var builder = LayerHost.Create(settings).AddLayersForTest();
        builder.Services.AddMetrics();
        builder.AddFiles();
        builder.AddJobQueue();
        return builder.Build();
    }
}
