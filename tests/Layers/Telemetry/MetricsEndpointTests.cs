using System.Net;
using System.Net.Http.Headers;
using DeploymentFlex.Layers.Tests.ServiceDefaults;
using DeploymentFlex.Telemetry;
using DeploymentFlex.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace DeploymentFlex.Layers.Tests.Telemetry;

public class MetricsEndpointTests
{
    private static readonly (string, string)[] s_strict =
    [
        ("Deployment:Mode", "hybrid"), ("Layers:Cache:Chain", "memory"), ("Layers:Telemetry:Chain", "none"), ("Management:ApiKey", "the-key"),
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Prometheus_takes_every_line_and_finds_each_value_by_its_labels()
    {
        await using var service = await ServiceHost.StartAsync(static _ => { }, s_strict);
        var telemetry = service.Services.GetRequiredService<ITelemetry>();
        telemetry.RecordMetric("orders.total", 2.5, new("shop.name", "Zür\"ich\\\n"), new("shop_name", "b"), new("le", "1"), new("__name__", "x"));
        telemetry.RecordMetric("orders.total", 4, new("shop.name", "Zür\"ich\\\n"), new("shop_name", "b"), new("le", "1"), new("__name__", "x"));
        telemetry.RecordMetric("Orders-of/week.1", double.PositiveInfinity);
        telemetry.RecordError(new InvalidOperationException("broken"));
        await using var prometheus = new PrometheusServer(service.Client.BaseAddress!.Authority, "the-key");
        await prometheus.StartAsync(Token);

        await Until.TrueAsync(async token => await prometheus.JudgeAsync(token) is "up", "it has scraped and taken it");
        const string labels = """{shop_name="Zür\"ich\\\n;b",tag_le="1",tag_name__="x",otel_scope_name="DeploymentFlex.Application"}""";
        foreach (var (query, value) in new[]
        {
            ("orders_total_sum" + labels, "6.5"),
            ("orders_total_count" + labels, "2"),
            ("""orders_total_bucket{le="+Inf",tag_le="1"}""", "2"),
            ("""deploymentflex_errors_total{error_type="InvalidOperationException",critical="false"}""", "1"),
            ("""deploymentflex_layer_active{layer="cache",provider="memory"}""", "1"),
            ("""target_info{service_name="test"}""", "1"),
            ("Orders_of_week_1_count", "1"),
        })
        {
            await Until.TrueAsync(async token => await prometheus.AskAsync(query, token) == value, $"{query} is {value}");
        }

        await Until.TrueAsync(async token => await prometheus.AskAsync("scrape_samples_scraped > 30", token) is not null, "the runtime's metrics are there");
    }

    [Fact]
    public async Task In_a_strict_mode_the_metrics_are_for_those_who_have_the_key()
    {
        await using var service = await ServiceHost.StartAsync(static _ => { }, s_strict);
        using (var refused = await service.Client.GetAsync("/metrics", Token))
        {
            refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            (await refused.Content.ReadAsStringAsync(Token)).ShouldContain("Management:ApiKey");
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "the-key");
        using var response = await service.Client.SendAsync(request, Token);
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; version=0.0.4; charset=utf-8");
        (await response.Content.ReadAsStringAsync(Token)).ShouldContain("# TYPE deploymentflex_layer_active gauge\n");
    }

    [Fact]
    public async Task In_development_anybody_may_ask_and_a_setting_turns_it_off()
    {
        await using (var service = await ServiceHost.StartAsync(static _ => { }))
        {
            (await service.Client.GetStringAsync("/metrics", Token)).ShouldContain("target_info{");
        }

        await using var without = await ServiceHost.StartAsync(static _ => { }, ("Metrics:Enabled", "false"));
        using var response = await without.Client.GetAsync("/metrics", Token);
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
