using System.Diagnostics;
using DeploymentFlex.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using Shouldly;
using Xunit;

namespace DeploymentFlex.Conformance.Telemetry;

/// <summary>What every sink of telemetry does while its target is there.</summary>
public abstract class TelemetrySinkConformance
{
    private const string Service = "conformance-of-sinks";

    /// <summary>A sink, the same at each call.</summary>
    protected abstract ITelemetrySink Sink { get; }

    /// <summary>All that the sink sent or kept, as text, whatever else stands in it; null for one that need not keep what it takes.</summary>
    protected abstract ValueTask<string?> KeptAsync();

    /// <summary>Ends the sink, as the end of a process does.</summary>
    protected abstract ValueTask EndAsync();

    [Fact]
    public async Task Spans_logs_and_metrics_are_taken()
    {
        using var source = new TelemetrySource(Sink, Service);
        source.Span("a-span-of-conformance");
        source.Log("a-line-of-conformance");
        source.Metric("a-metric-of-conformance");
        source.Failures.ShouldBeEmpty();
        if (await KeptAsync() is { } kept)
        {
            kept.ShouldContain("a-span-of-conformance");
            kept.ShouldContain("a-line-of-conformance");
            kept.ShouldContain("a-metric-of-conformance");
        }
    }

    [Fact]
    public async Task What_was_kept_names_its_service()
    {
        using var source = new TelemetrySource(Sink, Service);
        source.Span("named");
        source.Failures.ShouldBeEmpty();
        (await KeptAsync() ?? Service).ShouldContain(Service);
    }

    [Fact]
    public void Batches_without_a_provider_are_taken()
    {
        using var source = new TelemetrySource(Sink, service: null);
        source.Span("nameless");
        source.Log("nameless");
        source.Metric("nameless");
        source.Failures.ShouldBeEmpty();
    }

    [Fact]
    public void A_batch_of_nothing_is_taken()
    {
        Sink.Export(new Batch<Activity>([], 0), provider: null);
        Sink.Export(new Batch<LogRecord>([], 0), provider: null);
        Sink.Export(new Batch<Metric>([], 0), provider: null);
    }

    // The next sink of a chain is given what one before it took in part.
    [Fact]
    public void A_batch_that_was_exported_can_be_exported_again()
    {
        using var source = new ActivitySource("DeploymentFlex.Conformance.Again");
        using var listener = new ActivityListener
        {
            ShouldListenTo = listened => listened == source,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        var span = source.StartActivity("twice")!.SetTag("number", 7).SetStatus(ActivityStatusCode.Error, "for the log");
        span.Stop();
        for (var i = 0; i < 2; i++)
        {
            Sink.Export(new Batch<Activity>([span], 1), provider: null);
            (span.DisplayName, span.GetTagItem("number"), span.Status).ShouldBe(("twice", 7, ActivityStatusCode.Error));
        }

        span.Dispose();
    }

    [Fact]
    public async Task Batches_of_many_threads_are_all_taken()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(() =>
        {
            using var source = new TelemetrySource(Sink, Service);
            for (var i = 0; i < 5; i++)
            {
                source.Span($"span-{thread}-{i}-of-many");
                source.Log($"line-{thread}-{i}-of-many");
            }

            source.Failures.ShouldBeEmpty();
        })));
        if (await KeptAsync() is { } kept)
        {
            foreach (var item in Enumerable.Range(0, 8).SelectMany(static thread => Enumerable.Range(0, 5).Select(i => $"{thread}-{i}-of-many")))
            {
                kept.ShouldContain($"span-{item}");
                kept.ShouldContain($"line-{item}");
            }
        }
    }

    [Fact]
    public async Task After_its_end_it_takes_a_batch_or_says_that_it_does_not()
    {
        using var source = new TelemetrySource(Sink, Service);
        source.Span("before");
        await EndAsync();
        source.Span("after");
        source.Log("after");
        source.Failures.Where(static error => error is not (TelemetryExportException or ObjectDisposedException)).ShouldBeEmpty();
    }
}
