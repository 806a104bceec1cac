using System.Diagnostics;
using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Tests.Core;
using DeploymentFlex.Telemetry;
using DeploymentFlex.Telemetry.Journal;
using DeploymentFlex.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DeploymentFlex.Layers.Tests.Telemetry;

/// <summary>What the genuine Aspire dashboard has, after it was away and after it stood still.</summary>
[Collection(OutageCollection.Name)]
public sealed class DashboardReplayTests : IDisposable
{
    private const string Service = "replay-test";

    private static readonly ActivitySource s_source = new("DeploymentFlex.Tests.Replay");

    private readonly string _folder = Directory.CreateTempSubdirectory("flex-replay-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_was_kept_while_it_was_away_it_has_once_and_what_it_did_not_confirm_at_least_once()
    {
        await using var dashboard = new AspireDashboard();
        using var host = Build($"http://{dashboard.Host}:{dashboard.Port}");
        await host.StartAsync(Token);
        var chain = host.Services.GetRequiredService<ProviderChain<ITelemetrySink>>();

        for (var i = 0; i < 10; i++)
        {
            Work("away", i);
            await Until.TrueAsync(() => Waiting() > i, "another batch waits");
        }

        await dashboard.StartAsync(Token);
        await Until.TrueAsync(async token => (await CountAsync(dashboard, "away", token)).Different == 100, "it has all that was kept");
        (await CountAsync(dashboard, "away", Token)).All.ShouldBe(100, "nothing that was confirmed was sent twice");
        await Until.TrueAsync(() => chain.Links[0].Circuit.IsClosed && Waiting() == 0, "it counts as back");

        // It takes a batch and confirms nothing: what is sent now is kept, and sent again.
        dashboard.Suspend();
        Work("unconfirmed", 0);
        await Until.TrueAsync(() => Waiting() > 0, "the batch waits");
        dashboard.Resume();
        await Until.TrueAsync(async token => (await CountAsync(dashboard, "unconfirmed", token)).Different == 10, "it has them");
        await Until.TrueAsync(() => Waiting() == 0, "nothing waits");
        var unconfirmed = await CountAsync(dashboard, "unconfirmed", Token);
        unconfirmed.Different.ShouldBe(10);
        TestContext.Current.SendDiagnosticMessage("Of 10 spans whose answer was lost the dashboard has {0}.", unconfirmed.All);

        Work("after", 0);
        await Until.TrueAsync(async token => (await CountAsync(dashboard, "after", token)).All == 10, "what follows arrives once");
        (await CountAsync(dashboard, "away", Token)).All.ShouldBe(100);
        await host.StopAsync(Token);
    }

    private static void Work(string when, int batch)
    {
        for (var i = 0; i < 10; i++)
        {
            s_source.StartActivity($"{when} {batch}.{i}")!.Dispose();
        }
    }

    private static async Task<(int All, int Different)> CountAsync(AspireDashboard dashboard, string when, CancellationToken cancellationToken)
    {
        var spans = (await dashboard.SpansOfAsync(Service, cancellationToken)).Where(name => name.StartsWith(when, StringComparison.Ordinal)).ToList();
        return (spans.Count, spans.Distinct(StringComparer.Ordinal).Count());
    }

    private int Waiting() => JournalFile.Read(Path.Combine(_folder, "telemetry", $"{Service}.journal")).Count(static record => record.Signal is TelemetrySignal.Traces);

    private IHost Build(string collector)
    {
        var builder = LayerHost.Create(
            ("Deployment:DataPath", _folder),
            ("Layers:Telemetry:Chain", "otlp,journal"),
            ("Layers:Telemetry:Circuit:ProbeInterval", "00:00:00.200"),
            ("Layers:Telemetry:otlp:Endpoint", collector),
            ("Layers:Telemetry:otlp:Protocol", "grpc"),
            ("Layers:Telemetry:otlp:Headers", AspireDashboard.Header),

            // The first answer of a dashboard that has just been started takes its time.
            ("Layers:Telemetry:otlp:Timeout", "00:00:15"),
            ("OTEL_BSP_SCHEDULE_DELAY", "50"));
        builder.AddTelemetry(Service);
        return builder.Build();
    }
}
