using System.Diagnostics;
using System.Text;
using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Tests.Core;
using DeploymentFlex.Telemetry;
using DeploymentFlex.Telemetry.Journal;
using DeploymentFlex.TestSupport;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DeploymentFlex.Layers.Tests.Telemetry;

/// <summary>A collector that lacks a signal, and journals that cannot be read, hold up nothing else.</summary>
public sealed class CollectorRefusalTests : IDisposable
{
    private const string Service = "refusal-test";

    private static readonly ActivitySource s_source = new("DeploymentFlex.Tests.Refusals");

    private readonly string _folder = Directory.CreateTempSubdirectory("flex-refusals-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string OwnFile => Path.Combine(_folder, "telemetry", $"{Service}.journal");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("http/protobuf", "/v1/logs", StatusCodes.Status404NotFound)]
    [InlineData("grpc", "/opentelemetry.proto.collector.logs.v1.LogsService/Export", 12)]
    public async Task What_waits_behind_a_signal_that_the_collector_lacks_reaches_it(string protocol, string logs, int status)
    {
        await using (var left = JournalFile.Open(OwnFile, 1 << 20, NullLogger.Instance))
        {
            await left.AppendAsync(new TelemetryRecord(TelemetrySignal.Logs, DateTimeOffset.UnixEpoch, "logs in front"u8.ToArray()));
            await left.AppendAsync(new TelemetryRecord(TelemetrySignal.Traces, DateTimeOffset.UnixEpoch, "traces behind"u8.ToArray()));
        }

        await using var collector = protocol is "grpc" ? await CollectorStandIn.StartGrpcAsync() : await CollectorStandIn.StartAsync();
        collector.StatusOf[logs] = status;
        using var host = Build(collector.Address, protocol);
        using var losses = new CountedLoss(host);
        await host.StartAsync(Token);
        await Until.TrueAsync(() => collector.Received.Any(static item => item.Text.EndsWith("traces behind", StringComparison.Ordinal)), "the traces are there");
        await Until.TrueAsync(() => JournalFile.Read(OwnFile).Count == 0, "nothing waits");
        await Until.TrueAsync(() => losses.Dropped > 0, "the logs count as dropped");

        // What is refused as it is exported is neither kept nor a failure.
        var dropped = losses.Dropped;
        host.Services.GetRequiredService<ILogger<CollectorRefusalTests>>().LogWarning("a line that nobody takes");
        await Until.TrueAsync(() => losses.Dropped > dropped, "new logs are dropped at once");
        s_source.StartActivity("a span that it takes")!.Dispose();
        await Until.TrueAsync(() => collector.Received.Any(static item => item.Text.Contains("a span that it takes", StringComparison.Ordinal)), "spans go on");
        var chain = host.Services.GetRequiredService<ProviderChain<ITelemetrySink>>();
        (chain.Links[0].Failures, chain.Links[1].Calls, losses.Unanswered).ShouldBe((0, 0, 0));
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task A_request_without_an_answer_is_counted_where_it_may_arrive_twice()
    {
        await using var collector = await CollectorStandIn.StartAsync();
        collector.Status = StatusCodes.Status504GatewayTimeout;
        using var host = Build(collector.Address, "http/protobuf");
        using var losses = new CountedLoss(host);
        await host.StartAsync(Token);
        s_source.StartActivity("who knows")!.Dispose();
        await Until.TrueAsync(() => losses.Unanswered > 0 && JournalFile.Read(OwnFile).Count > 0, "it is counted, and kept");
        collector.Status = StatusCodes.Status200OK;
        await Until.TrueAsync(() => JournalFile.Read(OwnFile).Count == 0, "it was sent once more");
        losses.Dropped.ShouldBe(0);
        await host.StopAsync(Token);
    }

    [Theory]
    [InlineData("DFRL is how a journal begins, and this is none")]
    [InlineData(null)]
    public async Task A_journal_that_cannot_be_read_is_left_and_another_is_written(string? damage)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(OwnFile)!);
        await File.WriteAllBytesAsync(OwnFile, damage is null ? await OfNewerVersionAsync() : Encoding.ASCII.GetBytes(damage), Token);
        var before = await File.ReadAllBytesAsync(OwnFile, Token);
        await using var collector = await CollectorStandIn.StartAsync();
        collector.Status = StatusCodes.Status503ServiceUnavailable;
        using var host = Build(collector.Address, "http/protobuf");
        using var losses = new CountedLoss(host);
        await host.StartAsync(Token);
        s_source.StartActivity("while it was away")!.Dispose();
        var second = Path.Combine(_folder, "telemetry", $"{Service}-2.journal");
        await Until.TrueAsync(() => JournalFile.Read(second).Any(static record => record.Signal is TelemetrySignal.Traces), "it waits in the next file");

        collector.Status = StatusCodes.Status200OK;
        await Until.TrueAsync(() => JournalFile.Read(second).Count == 0, "it was sent");
        await Until.TrueAsync(() => host.Services.GetRequiredService<ProviderChain<ITelemetrySink>>().Links[0].Circuit.IsClosed, "the collector counts as back");
        (await File.ReadAllBytesAsync(OwnFile, Token)).ShouldBe(before);
        losses.Dropped.ShouldBe(0);
        using var output = new StringWriter();
        (await host.Services.GetServices<IServiceVerb>().Single(static verb => verb.Name == "journal").RunAsync(["list"], output, Token)).ShouldBe(1);
        output.ToString().ShouldContain($"telemetry: cannot be read: The file '{OwnFile}'");
        await host.StopAsync(Token);
    }

    private async Task<byte[]> OfNewerVersionAsync()
    {
        var path = Path.Combine(_folder, "newer");
        await using (RecordLogs.RecordLog.Open(
            new RecordLogs.RecordLogOptions { Path = path, Kind = "OTLP", Version = 99, MaxBytes = 1 << 20 }, static _ => { }, NullLogger.Instance))
        {
            // Its header is enough.
        }

        return await File.ReadAllBytesAsync(path, Token);
    }

    private IHost Build(string collector, string protocol)
    {
        var builder = LayerHost.Create(
            ("Deployment:DataPath", _folder),
            ("Layers:Telemetry:Chain", "otlp,journal"),
            ("Layers:Telemetry:Circuit:ProbeInterval", "00:00:00.050"),
            ("Layers:Telemetry:otlp:Endpoint", collector),
            ("Layers:Telemetry:otlp:Protocol", protocol),
            ("Layers:Telemetry:otlp:Timeout", "00:00:30"),
            ("Layers:Telemetry:AttemptTimeout", "00:00:30"),
            ("Layers:Telemetry:TotalTimeout", "00:01:00"),
            ("OTEL_BSP_SCHEDULE_DELAY", "50"),
            ("OTEL_BLRP_SCHEDULE_DELAY", "50"));
        builder.AddTelemetry(Service);
        return builder.Build();
    }
}
