using System.Diagnostics;
using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Tests.Core;
using DeploymentFlex.Telemetry;
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
        using (var host = Build(collector))
        {
            await host.StartAsync(Token);
            Work(host, "first span");
            await host.StopAsync(Token);
        }

        foreach (var signal in new[] { "/v1/traces", "/v1/logs", "/v1/metrics" })
        {
            collector.Received.ShouldContain(item => item.Path == signal && item.Text.Contains("telemetry-test", StringComparison.Ordinal), signal);
        }

        collector.Received.ShouldContain(item => item.Text.Contains("first span", StringComparison.Ordinal));
        collector.Received.ShouldContain(item => item.Text.Contains("deploymentflex.layer.active", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_collector_that_refuses_is_survived_and_seen()
    {
        await using var collector = await CollectorStandIn.StartAsync();
        collector.Status = StatusCodes.Status400BadRequest;
        using var host = Build(collector);
        await host.StartAsync(Token);
        Work(host, "refused span");
        await host.StopAsync(Token);

        var chain = host.Services.GetRequiredService<ProviderChain<ITelemetrySink>>();
        chain.Links[0].Failures.ShouldBeGreaterThan(0);
        chain.Links[0].LastError!.Message.ShouldContain("did not take a batch");
        chain.Links[1].Calls.ShouldBeGreaterThan(0);
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
