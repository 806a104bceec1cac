using System.Diagnostics.Metrics;
using DeploymentFlex.Cache;
using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.Layers.Health;
using DeploymentFlex.Layers.Metrics;
using DeploymentFlex.Layers.Providers;
using DeploymentFlex.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DeploymentFlex.Layers.Tests.Core;

public class LayerStartupTests
{
    private readonly DownCache _down = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_strict_process_without_a_required_layer_stops_and_names_the_setting()
    {
        using var host = Build(("Deployment:Mode", "on-premises"), ("Layers:Cache:Chain", "down"), ("Layers:Cache:Uses:sessions:Chain", "memory"));
        var error = await Should.ThrowAsync<SettingsException>(() => host.StartAsync(Token));
        error.Message.ShouldContain("Layers:Cache:Chain (down)");
        error.Message.ShouldContain("connection refused");
    }

    [Fact]
    public async Task A_wrong_setting_and_a_missing_layer_are_said_at_once()
    {
        using var host = Build(("Deployment:Mode", "on-premises"), ("Layers:Cache:Chain", "down"), ("Layers:Cache:Uses:sessions:Chain", "nobody"));
        var error = await Should.ThrowAsync<SettingsException>(() => host.StartAsync(Token));
        error.Message.ShouldContain("'nobody'");
        error.Message.ShouldContain("connection refused");
    }

    [Fact]
    public async Task The_check_is_a_table_with_a_line_for_each_layer()
    {
        using var host = Build(("Layers:Cache:Chain", "down,memory"), ("Layers:Cache:Uses:sessions:Chain", "down"), ("Layers:Cache:Uses:sessions:Required", "false"));
        await host.StartAsync(Token);
        StartupTable.Lines(host.Services.GetRequiredService<LayerChains>().All, []).ShouldBe(
        [
            "cache           down → memory  degraded  down: connection refused",
            "cache/sessions  down           optional  down: connection refused",
        ]);
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task All_problems_are_said_at_once()
    {
        using var host = Build(("Layers:Cache:Chain", "nobody"), ("Layers:Cache:Uses:sessions:Chain", "nobody-else"));
        var error = await Should.ThrowAsync<SettingsException>(() => host.StartAsync(Token));
        error.Message.ShouldContain("'nobody'");
        error.Message.ShouldContain("'nobody-else'");
    }

    [Fact]
    public async Task In_development_a_missing_layer_is_survived_and_seen()
    {
        using var host = Build(("Layers:Cache:Chain", "down"), ("Layers:Cache:Uses:sessions:Chain", "memory"));
        await host.StartAsync(Token);
        var reporter = host.Services.GetRequiredService<HealthReporter>();
        reporter.IsReady.ShouldBeFalse();
        reporter.Report(withDetails: true).Status.ShouldBe("unhealthy");
        reporter.Report(withDetails: false).Layers.ShouldBeEmpty();
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task A_fallback_from_the_start_is_ready_degraded_and_measured()
    {
        using var host = Build(("Deployment:Mode", "hybrid"), ("Layers:Cache:Chain", "down,memory"), ("Layers:Cache:Uses:sessions:Chain", "memory"));
        await host.StartAsync(Token);
        var report = host.Services.GetRequiredService<HealthReporter>().Report(withDetails: true);
        report.Status.ShouldBe("degraded");
        var layer = report.Layers.Single(item => item.Layer == "cache");
        (layer.Active, layer.Degraded).ShouldBe(("memory", true));
        layer.Chain.Select(item => item.State).ShouldBe(["open", "active"]);
        layer.Chain[0].LastError!.Message.ShouldBe("connection refused");
        Measure(host)["cache/down"].ShouldBe(0);
        Measure(host)["cache/memory"].ShouldBe(1);
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task A_provider_that_is_back_becomes_active_after_good_probes()
    {
        using var host = Build(
            ("Layers:Cache:Chain", "down,memory"), ("Layers:Cache:Circuit:ProbeInterval", "00:00:00.020"), ("Layers:Cache:Uses:sessions:Chain", "memory"));
        await host.StartAsync(Token);
        _down.IsUp = true;
        var chains = host.Services.GetRequiredService<LayerChains>();
        await Until.TrueAsync(() => chains.All.All(static chain => !chain.IsDegraded), "every chain is back");
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task An_optional_layer_may_be_missing()
    {
        using var host = Build(
            ("Deployment:Mode", "on-premises"), ("Layers:Cache:Chain", "down"), ("Layers:Cache:Required", "false"), ("Layers:Cache:Uses:sessions:Chain", "memory"));
        await host.StartAsync(Token);
        host.Services.GetRequiredService<HealthReporter>().IsReady.ShouldBeTrue();
        await host.StopAsync(Token);
    }

    private IHost Build(params (string Name, string Value)[] settings)
    {
        var builder = LayerHost.Create(settings).AddLayersForTest();
        builder.Services.AddMetrics();
        builder.Services.AddLogging();
        builder.AddCache().AddCache("sessions");
        builder.Services.AddProviders(registry => registry.Add<ICache>(Layer.Cache, "down", default, (_, _) => _down));
        return builder.Build();
    }

    private static Dictionary<string, long> Measure(IHost host)
    {
        var values = new Dictionary<string, long>(StringComparer.Ordinal);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == LayerMetrics.MeterName && instrument.Meter.Scope == host.Services.GetRequiredService<IMeterFactory>()
                && instrument.Name == "deploymentflex.layer.active")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) => values[$"{tags[0].Value}/{tags[1].Value}"] = value);
        listener.Start();
        listener.RecordObservableInstruments();
        return values;
    }

    private sealed class DownCache : ICache, IProbed
    {
        public bool IsUp { get; set; }

        public ValueTask ProbeAsync(CancellationToken cancellationToken) =>
            IsUp ? default : ValueTask.FromException(new IOException("connection refused"));

        public ValueTask<ReadOnlyMemory<byte>?> GetAsync(string key, CancellationToken cancellationToken) => throw new IOException("down");

        public ValueTask SetAsync(string key, ReadOnlyMemory<byte> value, TimeSpan timeToLive, CancellationToken cancellationToken) => throw new IOException("down");

        public ValueTask<bool> RemoveAsync(string key, CancellationToken cancellationToken) => throw new IOException("down");

        public ValueTask<long> IncrementAsync(string key, long by, TimeSpan timeToLive, CancellationToken cancellationToken) => throw new IOException("down");

        public ValueTask<TokenGrant> TakeAsync(string key, TokenBucket bucket, CancellationToken cancellationToken) => throw new IOException("down");

        public ValueTask InvalidateAsync(CancellationToken cancellationToken) => throw new IOException("down");
    }
}
