using System.Buffers;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using BenchmarkDotNet.Attributes;
using DeploymentFlex.Telemetry.Prometheus;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace DeploymentFlex.Benchmarks;

/// <summary>What <c>/metrics</c> costs with 10,000 series: half counters, half gauges, three tags each.</summary>
#pragma warning disable CA1001 // BenchmarkDotNet ends with the global clean-up.
[MemoryDiagnoser]
public class MetricsBenchmarks
#pragma warning restore CA1001
{
    private const int Metrics = 10;
    private const int SeriesOfEach = 1_000;

    private readonly Meter _meter = new("DeploymentFlex.Benchmarks.Metrics");
    private readonly PrometheusExporter _exporter = new();
    private readonly ArrayBufferWriter<byte> _output = new(4 << 20);
    private MeterProvider _provider = null!;

    [GlobalSetup]
    public async Task FillAsync()
    {
        _provider = Sdk.CreateMeterProviderBuilder().AddMeter(_meter.Name).AddReader(new BaseExportingMetricReader(_exporter)).Build();
        for (var metric = 0; metric < Metrics; metric++)
        {
            var counter = _meter.CreateCounter<long>($"bench.calls.{metric}", "{call}", "Calls of this benchmark.");
            var gauge = _meter.CreateGauge<double>($"bench.load.{metric}", "s", "Load of this benchmark.");
            for (var series = 0; series < SeriesOfEach / 2; series++)
            {
                var tags = new TagList { { "http.route", $"/api/things/{series}/parts" }, { "http.request.method", "GET" }, { "http.response.status_code", 200 } };
                counter.Add(series, tags);
                gauge.Record(series / 7.0, tags);
            }
        }

        var written = await Scrape();
        var lines = System.Text.Encoding.UTF8.GetString(_output.WrittenSpan).Split('\n').Count(static line => line.StartsWith("bench_", StringComparison.Ordinal));
        Console.WriteLine($"// {lines} series in {written} bytes");
    }

    [GlobalCleanup]
    public void Remove()
    {
        _provider.Dispose();
        _meter.Dispose();
    }

    [Benchmark]
    public async Task<int> Scrape()
    {
        _output.ResetWrittenCount();
        await _exporter.CollectAsync(_output, CancellationToken.None);
        return _output.WrittenCount;
    }
}
