using System.Diagnostics;
using System.Diagnostics.Metrics;
using DeploymentFlex.Layers.Health;
using DeploymentFlex.Layers.Tests.Core;
using DeploymentFlex.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Layers.Tests.Telemetry;

public sealed class ApplicationTelemetryTests : IDisposable
{
    private readonly IHost _host;
    private readonly RecordedLog _log = new();

    public ApplicationTelemetryTests()
    {
        var builder = LayerHost.Create(("Layers:Telemetry:Chain", "none"));
        builder.AddTelemetry("facade-test");
        builder.Logging.AddProvider(_log);
        _host = builder.Build();
    }

    private ITelemetry Telemetry => _host.Services.GetRequiredService<ITelemetry>();

    public void Dispose() => _host.Dispose();

    [Fact]
    public void A_metric_is_a_histogram_of_the_frameworks_own()
    {
        using var listener = new MeterListener();
        var seen = new List<(string Name, double Value, string Tag)>();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument is Histogram<double> { Meter: { Name: "DeploymentFlex.Application", Scope: { } scope } } && scope == _host.Services.GetRequiredService<IMeterFactory>())
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => seen.Add((instrument.Name, value, $"{tags[0].Key}={tags[0].Value}")));
        listener.Start();
        Telemetry.RecordMetric("orders.total", 12.5, new KeyValuePair<string, object?>("shop", "north"));
        Telemetry.RecordMetric("orders.total", 1, new KeyValuePair<string, object?>("shop", "south"));
        seen.ShouldBe([("orders.total", 12.5, "shop=north"), ("orders.total", 1, "shop=south")]);
    }

    [Theory]
    [InlineData("7 wonders")]
    [InlineData("größe")]
    [InlineData(" ")]
    public void A_name_that_would_be_left_out_without_a_word_is_refused(string name) =>
        Should.Throw<ArgumentException>(() => Telemetry.RecordMetric(name, 1));

    [Fact]
    public void An_event_is_on_the_trace_and_a_structured_line_of_the_log()
    {
        using var activity = new Activity("work").Start();
        Telemetry.RecordEvent("order.placed", new("id", 7), new("id", 8), new("by", null));
        var told = activity.Events.ShouldHaveSingleItem();
        (told.Name, told.Tags.First(static tag => tag.Key == "id").Value).ShouldBe(("order.placed", 8));
        var line = _log.Lines.ShouldHaveSingleItem();
        (line.Level, line.Text, line.Name).ShouldBe((LogLevel.Information, "order.placed id=7 id=8 by=", "order.placed"));
        line.State.ShouldContain(new KeyValuePair<string, object?>("id", 7));
    }

    [Fact]
    public void An_error_fails_the_trace_and_a_critical_one_is_seen_in_health()
    {
        using var activity = new Activity("work").Start();
        Telemetry.RecordError(new TimeoutException("too slow"));
        (activity.Status, activity.StatusDescription).ShouldBe((ActivityStatusCode.Error, "TimeoutException"));
        activity.Events.ShouldHaveSingleItem().Name.ShouldBe("exception");
        var reporter = _host.Services.GetRequiredService<HealthReporter>();
        reporter.Report(withDetails: true).Errors.ShouldBeEmpty();

        Telemetry.RecordError(new InvalidOperationException("of a pump"), isCritical: true, new KeyValuePair<string, object?>("part", "index"));
        var report = reporter.Report(withDetails: true);
        report.Errors.ShouldHaveSingleItem().Type.ShouldBe("InvalidOperationException");
        report.ToString().ShouldNotContain("of a pump");
        _log.Lines.Select(static line => line.Level).ShouldBe([LogLevel.Error, LogLevel.Critical]);
    }

    [Fact]
    public void Names_made_of_data_end_at_a_bound_and_are_told_once()
    {
        for (var i = 0; i < 600; i++)
        {
            Telemetry.RecordMetric($"order.{i}", 1);
        }

        _log.Lines.ShouldHaveSingleItem().Text.ShouldContain("There are 500 metrics of RecordMetric already; 'order.500'");
    }
}
