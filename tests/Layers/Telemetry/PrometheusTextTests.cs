using System.Buffers;
using System.Diagnostics.Metrics;
using System.Text;
using System.Text.RegularExpressions;
using DeploymentFlex.Telemetry.Prometheus;
using FsCheck;
using FsCheck.Fluent;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace DeploymentFlex.Layers.Tests.Telemetry;

public sealed partial class PrometheusTextTests : IDisposable
{
    private readonly Meter _meter = new($"DeploymentFlex.Tests.{Guid.NewGuid():n}");
    private readonly PrometheusExporter _exporter = new();
    private readonly MeterProvider _provider;

    public PrometheusTextTests()
    {
        _provider = Sdk.CreateMeterProviderBuilder().AddMeter(_meter.Name).AddReader(new BaseExportingMetricReader(_exporter)).Build();
    }

    public void Dispose()
    {
        _provider.Dispose();
        _meter.Dispose();
    }

    [Theory]
    [InlineData("http.server.request", "s", "http_server_request_seconds_total")]
    [InlineData("pages", "{page}", "pages_total")]
    [InlineData("sent_bytes", "By", "sent_bytes_total")]
    [InlineData("speed", "By/s", "speed_bytes_per_second_total")]
    [InlineData("share", "1", "share_total")]
    [InlineData("already_total", "", "already_total")]
    public async Task A_counter_is_named_by_the_rules_for_names_and_units(string name, string unit, string expected)
    {
        _meter.CreateCounter<long>(name, unit).Add(3);
        (await CollectAsync()).ShouldContain($"# TYPE {expected} counter\n{expected}{{otel_scope_name=\"{_meter.Name}\"}} 3\n");
    }

    [Fact]
    public async Task A_histogram_has_buckets_that_add_up_a_sum_and_a_count()
    {
        var histogram = _meter.CreateHistogram("took", "s", "How long\nit took", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });
        foreach (var value in new[] { 0.05, 0.5, 0.7, 5 })
        {
            histogram.Record(value, new KeyValuePair<string, object?>("a.b", true));
        }

        var labels = $"otel_scope_name=\"{_meter.Name}\",a_b=\"true\"";
        (await CollectAsync()).ShouldContain($$"""
            # HELP took_seconds How long\nit took
            # TYPE took_seconds histogram
            took_seconds_bucket{{{labels}},le="0.1"} 1
            took_seconds_bucket{{{labels}},le="1"} 3
            took_seconds_bucket{{{labels}},le="+Inf"} 4
            took_seconds_sum{{{labels}}} 6.25
            took_seconds_count{{{labels}}} 4

            """);
    }

    [Fact]
    public async Task Of_two_metrics_of_one_name_and_different_types_one_is_told()
    {
        _meter.CreateCounter<long>("twice.total").Add(1);
        _meter.CreateUpDownCounter<long>("twice_total").Add(1);
        var text = await CollectAsync();
        text.Split('\n').Count(static line => line.StartsWith("# TYPE twice_total", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public void Whatever_names_and_tags_there_are_each_line_is_of_the_format() =>
        Prop.ForAll<NonNull<string>, NonNull<string>, double>((name, tag, value) =>
        {
            using var meter = new Meter(_meter.Name);
            meter.CreateHistogram<double>("h" + name.Get, unit: tag.Get).Record(value, new KeyValuePair<string, object?>(name.Get, tag.Get));
            meter.CreateUpDownCounter<double>(name.Get + "c", description: tag.Get).Add(value, new KeyValuePair<string, object?>(tag.Get, name.Get));
            var text = CollectAsync().GetAwaiter().GetResult();
            text.ShouldEndWith("\n");
            foreach (var line in text[..^1].Split('\n'))
            {
                Line().IsMatch(line).ShouldBeTrue(line);
            }
        }).QuickCheckThrowOnFailure();

    private async Task<string> CollectAsync()
    {
        var output = new ArrayBufferWriter<byte>();
        await _exporter.CollectAsync(output, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    [GeneratedRegex(
        """^(# HELP [a-zA-Z_][a-zA-Z0-9_]* .*|# TYPE [a-zA-Z_][a-zA-Z0-9_]* (counter|gauge|histogram)|[a-zA-Z_][a-zA-Z0-9_]*\{([a-zA-Z_][a-zA-Z0-9_]*="([^"\\\n]|\\[\\n"])*",?)+\} (NaN|[+-]Inf|-?[0-9.]+(E[+-][0-9]+)?))$""",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Line();
}
