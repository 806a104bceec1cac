using System.Diagnostics;
using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.RecordLogs;
using DeploymentFlex.Layers.Tests.Core;
using DeploymentFlex.Telemetry;
using DeploymentFlex.Telemetry.Journal;
using DeploymentFlex.TestSupport;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace DeploymentFlex.Layers.Tests.Telemetry;

public sealed class TelemetryJournalTests : IDisposable
{
    private static readonly ActivitySource s_source = new("DeploymentFlex.Tests.Journal");

    private readonly string _folder = Directory.CreateTempSubdirectory("flex-telemetry-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string OwnFile => Path.Combine(_folder, "telemetry", "journal-test.journal");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_was_exported_while_the_collector_was_away_reaches_it_when_it_is_back()
    {
        await using var collector = await CollectorStandIn.StartAsync();
        collector.Status = StatusCodes.Status503ServiceUnavailable;
        using var host = Build(collector.Address);
        await host.StartAsync(Token);
        s_source.StartActivity("while it was away")!.Dispose();
        await Until.TrueAsync(() => Waiting().Any(static record => record.Signal is TelemetrySignal.Traces), "the span waits in the journal");

        collector.Status = StatusCodes.Status200OK;
        await Until.TrueAsync(
            () => collector.Received.Any(static item => item.Path == "/v1/traces" && item.Text.Contains("while it was away", StringComparison.Ordinal)),
            "the span is with the collector");
        await Until.TrueAsync(() => Waiting().Count == 0, "the journal is empty");
        collector.Received.ShouldContain(static item => item.Text.Contains("journal-test", StringComparison.Ordinal));
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task What_an_ended_process_left_is_sent_by_the_next()
    {
        await using (var left = JournalFile.Open(OwnFile, 1 << 20, NullLogger.Instance))
        {
            await left.AppendAsync(new TelemetryRecord(TelemetrySignal.Logs, DateTimeOffset.UnixEpoch, "left behind"u8.ToArray()));
        }

        await using var collector = await CollectorStandIn.StartAsync();
        using var host = Build(collector.Address);
        await host.StartAsync(Token);
        await Until.TrueAsync(() => collector.Received.Any(static item => item is { Path: "/v1/logs", Text: "left behind" }), "it is with the collector");
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task A_failure_in_between_sends_the_rest_later_and_nothing_that_came_meanwhile_is_lost()
    {
        await using var file = JournalFile.Open(OwnFile, 1 << 20, NullLogger.Instance);
        await file.AppendAsync(Record("first"));
        await file.AppendAsync(Record("second"));
        var sent = new List<string>();
        await Should.ThrowAsync<IOException>(() => file.ReplayAsync((record, _) => Text(record) == "second" ? throw new IOException("away") : Send(record), Token));
        await file.AppendAsync(Record("third"));
        (await file.ReplayAsync((record, _) => Send(record), Token)).ShouldBe(2);
        sent.ShouldBe(["first", "second", "third"]);
        JournalFile.Read(OwnFile).ShouldBeEmpty();

        Task Send(TelemetryRecord record)
        {
            sent.Add(Text(record));
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task A_journal_that_is_full_drops_the_oldest_and_counts_them()
    {
        await using var file = JournalFile.Open(OwnFile, 64, NullLogger.Instance);
        await file.AppendAsync(Record("fits"));
        await Should.ThrowAsync<RecordLogFullException>(async () => await file.AppendAsync(Record(new string('x', 64))));
        await file.DisposeAsync();

        using var host = Build("http://127.0.0.1:1", ("Layers:Telemetry:journal:MaxBytes", "1048576"));
        var sink = (JournalSink)host.Services.GetRequiredService<ProviderChain<ITelemetrySink>>().Fallbacks.Single();
        using var losses = new CountedLoss(host);
        for (var number = 1; number <= 7; number++)
        {
            sink.Journal.Keep(TelemetrySignal.Logs, Enumerable.Repeat((byte)number, 250_000).ToArray());
        }

        Waiting().Select(static record => record.Message.Span[0]).ShouldBe(new byte[] { 5, 6, 7 });
        losses.Dropped.ShouldBe(5, "the one that was there, and the first four");
        sink.Journal.Keep(TelemetrySignal.Logs, new byte[600_000]);
        losses.Dropped.ShouldBe(6);
        Waiting().Count.ShouldBe(3);
    }

    [Fact]
    public async Task What_is_dropped_for_room_while_others_are_sent_is_not_sent_twice()
    {
        await using var file = JournalFile.Open(OwnFile, 2000, NullLogger.Instance);
        foreach (var number in Enumerable.Range(0, 4))
        {
            await file.AppendAsync(Record($"{number}" + new string('x', 400)));
        }

        var sent = new List<char>();
        await file.ReplayAsync(SendAsync, Token);
        sent.ShouldBe(['0', '1', '2', '3', '4']);
        file.IsEmpty.ShouldBeTrue();

        async Task SendAsync(TelemetryRecord record, CancellationToken cancellationToken)
        {
            sent.Add(Text(record)[0]);
            if (sent.Count == 1)
            {
                // All four are on their way already: two leave the file, and the one that comes now is sent after them.
                var last = Record("4" + new string('x', 400));
                file.MakeRoomFor(last).ShouldBe(2);
                await file.AppendAsync(last);
            }
        }
    }

    [Fact]
    public async Task The_verb_lists_a_journal_that_another_has_open_and_drops_one_that_nobody_has()
    {
        var file = JournalFile.Open(OwnFile, 1 << 20, NullLogger.Instance);
        await file.AppendAsync(Record("waits"));
        using var host = Build("http://127.0.0.1:1");
        (await JournalAsync(host, "list")).ShouldContain("telemetry  1.1");
        (await JournalAsync(host, "discard", "telemetry", "1.1")).ShouldContain("open in another process");
        await file.DisposeAsync();
        (await JournalAsync(host, "show", "telemetry", "1.1")).ShouldContain("logs of 1970-01-01 00:00:00Z, 5 bytes");
        (await JournalAsync(host, "discard", "telemetry", "1.1")).ShouldContain("telemetry: 1 discarded");
        (await JournalAsync(host, "list")).ShouldContain("telemetry: nothing waits");
    }

    private static TelemetryRecord Record(string text) => new(TelemetrySignal.Logs, DateTimeOffset.UnixEpoch, System.Text.Encoding.ASCII.GetBytes(text));

    private static string Text(TelemetryRecord record) => System.Text.Encoding.ASCII.GetString(record.Message.Span);

    private static async Task<string> JournalAsync(IHost host, params string[] words)
    {
        using var output = new StringWriter();
        await host.Services.GetServices<IServiceVerb>().Single(static verb => verb.Name == "journal").RunAsync(words, output, Token);
        return output.ToString();
    }

    private IReadOnlyList<TelemetryRecord> Waiting() => JournalFile.Read(OwnFile);

    private IHost Build(string collector, params (string Name, string Value)[] settings)
    {
        var builder = LayerHost.Create(
        [
            ("Deployment:DataPath", _folder),
            ("Layers:Telemetry:Chain", "otlp,journal"),
            ("Layers:Telemetry:Circuit:ProbeInterval", "00:00:00.050"),
            ("Layers:Telemetry:otlp:Endpoint", collector),
            ("Layers:Telemetry:otlp:Protocol", "http/protobuf"),
            ("OTEL_BSP_SCHEDULE_DELAY", "50"),
            .. settings,
        ]);
        builder.Services.AddMetrics();
        builder.AddTelemetry("journal-test");
        return builder.Build();
    }
}
