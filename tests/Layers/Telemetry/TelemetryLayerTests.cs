using System.Diagnostics;
using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Tests.Core;
using DeploymentFlex.Telemetry;
using DeploymentFlex.TestSupport;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Layers.Tests.Telemetry;

public class TelemetryLayerTests
{
    private static readonly ActivitySource s_source = new("DeploymentFlex.Tests.Telemetry");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Traces_logs_and_metrics_reach_the_collector_with_the_services_name()
    {
        await using var collector = await CollectorStandIn.StartAsync();
        using var host = Build(collector);
        await host.StartAsync(Token);
        Work(host, "first span");
        await host.StopAsync(Token);

        // A stop waits a second at most for what it sends; on a slow machine the rest arrives a little later.
        foreach (var signal in new[] { "/v1/traces", "/v1/logs", "/v1/metrics" })
        {
            await Until.TrueAsync(() => Has(item => item.Path == signal && item.Text.Contains("telemetry-test", StringComparison.Ordinal)), $"{signal} has the service's name");
        }

        await Until.TrueAsync(() => Has(static item => item.Text.Contains("first span", StringComparison.Ordinal)), "the span is there");
        await Until.TrueAsync(() => Has(static item => item.Text.Contains("deploymentflex.layer.active", StringComparison.Ordinal)), "the layer's gauge is there");

        bool Has(Func<(string Path, string Text), bool> condition) => collector.Received.Any(condition);
    }

    [Fact]
    public async Task A_collector_that_refuses_is_survived_and_seen()
    {
        await using var collector = await CollectorStandIn.StartAsync();
        collector.Status = StatusCodes.Status401Unauthorized;
        using var host = Build(collector);
        await host.StartAsync(Token);
        Work(host, "refused span");
        await host.StopAsync(Token);

        var chain = host.Services.GetRequiredService<ProviderChain<ITelemetrySink>>();
        await Until.TrueAsync(() => chain.Links[0].Failures > 0 && chain.Links[1].Calls > 0, "the collector refused, and the log took it");
        chain.Links[0].LastError!.Message.ShouldContain("did not take a batch");
    }

    [Fact]
    public void Without_a_collector_the_log_is_what_development_has()
    {
        var builder = LayerHost.Create();
        builder.AddTelemetry("telemetry-test");
        builder.Configuration["Layers:Telemetry:Chain"].ShouldBe("log");
    }

    [Theory]
    [InlineData("Layers:Telemetry:otlp:Endpoint", "nowhere", "not the http or https address of a collector")]
    [InlineData("Layers:Telemetry:otlp:Protocol", "smoke", "Allowed: grpc, http/protobuf")]
    public async Task A_wrong_setting_is_named(string setting, string value, string message)
    {
        var builder = LayerHost.Create(("Layers:Telemetry:Chain", "otlp"), ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1"), (setting, value));
        builder.Services.AddMetrics();
        builder.AddTelemetry("telemetry-test");
        using var host = builder.Build();
        var error = await Should.ThrowAsync<Configuration.SettingsException>(() => host.StartAsync(Token));
        error.Message.ShouldContain(setting);
        error.Message.ShouldContain(message);
    }

    private static IHost Build(CollectorStandIn collector)
    {
        var builder = LayerHost.Create(
            ("Layers:Telemetry:Chain", "otlp,log"),
            ("Layers:Telemetry:otlp:Endpoint", collector.Address),
            ("Layers:Telemetry:otlp:Protocol", "http/protobuf"));
        builder.Services.AddMetrics();
        builder.AddTelemetry("telemetry-test");
        return builder.Build();
    }

    private static void Work(IHost host, string span)
    {
        using var activity = s_source.StartActivity(span);
        host.Services.GetRequiredService<ILogger<TelemetryLayerTests>>().LogWarning("work was done");
    }
}
