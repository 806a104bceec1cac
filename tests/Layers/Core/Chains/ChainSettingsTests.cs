using DeploymentFlex.Cache;
using DeploymentFlex.Conformance.Data;
using DeploymentFlex.Data;
using DeploymentFlex.Jobs;
using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.Layers.Providers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DeploymentFlex.Layers.Tests.Core.Chains;

public class ChainSettingsTests
{
    [Fact]
    public void A_layer_that_settings_do_not_name_takes_the_modes_chain() =>
        Chain().Options.Chain.ShouldBe(["memory"]);

    [Fact]
    public void A_chain_is_a_list_or_a_text_with_commas()
    {
        Chain(("Layers:Cache:Chain:0", "none"), ("Layers:Cache:Chain:1", "memory")).Options.Chain.ShouldBe(["none", "memory"]);
        Chain(("Layers:Cache:Chain", " none , memory ")).Options.Chain.ShouldBe(["none", "memory"]);
    }

    [Fact]
    public void An_unknown_provider_is_answered_with_the_known_ones()
    {
        var error = Should.Throw<SettingsException>(() => Chain(("Layers:Cache:Chain", "memcached")));
        error.Message.ShouldBe("Layers:Cache:Chain: there is no provider named 'memcached' in this process. Known: chaos, folder, guarded, memory, none, redis.");
    }

    [Fact]
    public void A_provider_stands_once_in_a_chain() =>
        Should.Throw<SettingsException>(() => Chain(("Layers:Cache:Chain", "memory,Memory"))).Message.ShouldContain("more than once");

    [Theory]
    [InlineData("Data", "sqlite,postgres")]
    [InlineData("Jobs", "postgres,embedded")]
    public async Task What_only_one_provider_holds_has_no_fallback(string layer, string chain)
    {
        var host = Host(($"Layers:{layer}:Chain", chain));
        host.AddDatabase<NotesContext>("notes").AddJobQueue();
        await using var services = host.Services.BuildServiceProvider();
        Should.Throw<SettingsException>(() => services.GetRequiredService(layer is "Data" ? typeof(IDataProvider) : typeof(IJobQueue)))
            .Message.ShouldStartWith($"Layers:{layer}:Chain: '{chain.Split(',')[1]}' would never be asked");
    }

    [Fact]
    public void A_fallback_with_weaker_secrecy_is_refused_unless_it_is_allowed_for_a_time()
    {
        Should.Throw<SettingsException>(() => Chain(("Layers:Cache:Chain", "guarded,memory"))).Message.ShouldContain("AllowWeaker");
        Should.Throw<SettingsException>(() => Chain(("Layers:Cache:Chain", "guarded,memory"), ("Layers:Cache:AllowWeaker", "true")))
            .Message.ShouldContain("MaxDuration");
        Chain(("Layers:Cache:Chain", "guarded,memory"), ("Layers:Cache:AllowWeaker", "true"), ("Layers:Cache:MaxDuration", "00:10:00"))
            .Links.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("Layers:Cache:AttemptTimeout", "soon", "AttemptTimeout")]
    [InlineData("Layers:Cache:AttemptTimeout", "00:00:00", "AttemptTimeout")]
    [InlineData("Layers:Cache:Circuit:FailureThreshold", "0", "FailureThreshold")]
    [InlineData("Layers:Cache:Circuit:FailureTreshold", "3", "FailureTreshold")]
    [InlineData("Layers:Cache:memory:MaxBytes", "12", "Layers:Cache:memory:MaxBytes")]
    [InlineData("Layers:Cache:memory:MaxByte", "12", "MaxByte")]
    public void A_wrong_value_or_name_is_named(string setting, string value, string named) =>
        Should.Throw<SettingsException>(() => Chain((setting, value))).Message.ShouldContain(named);

    [Fact]
    public async Task A_use_has_its_own_chain_else_the_layers()
    {
        var host = Host(("Layers:Cache:Chain", "none"), ("Layers:Cache:Uses:limits:Chain", "memory"));
        host.AddCache("limits").AddCache("pages").AddCache("sessions");
        await using var services = host.Services.BuildServiceProvider();
        services.GetRequiredKeyedService<ProviderChain<ICache>>("limits").Options.Chain.ShouldBe(["memory"]);
        services.GetRequiredKeyedService<ProviderChain<ICache>>("pages").Options.Chain.ShouldBe(["none"]);
        services.GetRequiredKeyedService<ProviderChain<ICache>>("sessions").Options.Chain.ShouldBe(["memory"]);
        services.GetRequiredKeyedService<ProviderChain<ICache>>("limits").DisplayName.ShouldBe("cache/limits");
    }

    [Fact]
    public async Task A_chain_of_chaos_and_memory_answers_whatever_chaos_does()
    {
        var host = Host(
            ("Layers:Cache:Chain", "chaos,memory"), ("Layers:Cache:chaos:Failures", "0.5"), ("Layers:Cache:Circuit:FailureThreshold", "3"));
        await using var services = host.Services.BuildServiceProvider();
        var cache = services.GetRequiredService<ICache>();
        for (var i = 0; i < 200; i++)
        {
            await cache.SetAsync($"k{i}", "x"u8.ToArray(), TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        }

        var chain = services.GetRequiredService<ProviderChain<ICache>>();
        chain.Links[0].Failures.ShouldBeGreaterThan(0);
        chain.Links[1].Calls.ShouldBeGreaterThan(0);
    }

    private static ProviderChain<ICache> Chain(params (string Name, string Value)[] settings)
    {
        // A chain outlives the call: the options are what is looked at.
        var services = Host(settings).Services.BuildServiceProvider();
        return services.GetRequiredService<ProviderChain<ICache>>();
    }

    private static HostApplicationBuilder Host(params (string Name, string Value)[] settings)
    {
        var builder = LayerHost.Create(settings).AddLayersForTest();
        builder.AddCache();
        builder.Services.AddProviders(static registry => registry.Add<ICache>(
            Layer.Cache, "guarded", new Promise(Durability.Disk, Reach.Cluster, Secrecy.Guarded), static (_, _) => new NullCache()));
        return builder;
    }
}
