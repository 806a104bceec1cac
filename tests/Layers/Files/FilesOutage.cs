using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DeploymentFlex.Files;
using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Health;
using DeploymentFlex.Layers.Tests.Core;
using DeploymentFlex.TestSupport.Faults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DeploymentFlex.Layers.Tests.Files;

/// <summary>Mixed operations of eight callers on a store, with a spool unless said otherwise, while something befalls it.</summary>
/// <param name="direct">The same store without a chain, which is looked into afterwards.</param>
/// <param name="settings">The chain and its provider.</param>
internal sealed class FilesOutage(IFileStore direct, params (string Name, string Value)[] settings) : IDisposable
{
    // An attempt here is 1 s, and a stall 1 s; what is more is left to a slow machine.
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(6);

    private readonly string _folder = Directory.CreateTempSubdirectory("files-outage-").FullName;
    private readonly ConcurrentDictionary<int, string> _acknowledged = new();
    private readonly string _prefix = $"outage/{Guid.CreateVersion7():n}";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Whether what the primary cannot take waits in a spool.</summary>
    public bool HasSpool { get; init; } = true;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Runs it, and fails the test when something was lost, took too long, or was shown as it was not.</summary>
    public async Task<WorkloadReport> RunAsync(int operations, Outage outage)
    {
        using var host = await StartAsync();
        var health = host.Services.GetRequiredService<HealthReporter>();
        var store = (ChainedFileStore)host.Services.GetRequiredService<IFileStore>();

        var report = await new Workload(operations, () => health.Report(withDetails: true).Layers.Any(static layer => layer.Degraded), (number, _) => OperateAsync(store, number))
            .RunAsync([outage], Token);

        TestContext.Current.SendDiagnosticMessage(report.ToString());
        report.Violations(s_bound).ShouldBeEmpty();
        _acknowledged.ShouldNotBeEmpty();
        await Parallel.ForEachAsync(_acknowledged, Token, async (file, token) =>
            (await direct.FindAsync(Key(file.Key), token)).ShouldNotBeNull().Sha256.ShouldBe(file.Value));
        await host.StopAsync(Token);
        return report;
    }

    private async Task<IHost> StartAsync()
    {
        var builder = LayerHost.Create(
            _folder,
            [
                ("Deployment:DataPath", _folder), ("Layers:Files:Spool:Path", HasSpool ? "spool" : ""), ("Layers:Files:Spool:Durable", HasSpool ? "true" : "false"),
                ("Layers:Files:Circuit:ProbeInterval", "00:00:00.050"), .. settings,
            ]).AddLayersForTest();
        builder.Services.AddMetrics().AddLogging();
        builder.AddFiles();
        var host = builder.Build();
        await host.StartAsync(Token);
        return host;
    }

    /// <summary>Writes a file or looks for one, as the number has it, and says who did it.</summary>
    private async Task<OperationResult> OperateAsync(ChainedFileStore store, int number)
    {
        var degradation = Degradation.Begin();
        try
        {
            if (number % 2 == 0)
            {
                var bytes = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"file {number}"));
                using var content = new MemoryStream(bytes);
                await store.WriteAsync(Key(number), content, bytes.Length, Token);
                _acknowledged[number] = Convert.ToHexStringLower(SHA256.HashData(bytes));
            }
            else if (_acknowledged.TryGetValue(number - 9, out var hash))
            {
                (await store.FindAsync(Key(number - 9), Token)).ShouldNotBeNull().Sha256.ShouldBe(hash);
            }
            else
            {
                (await store.FindAsync($"{_prefix}/nothing", Token)).ShouldBeNull();
            }
        }
        catch (LayerUnavailableException)
        {
            return OperationResult.Refused;
        }

        return degradation.ToHeader() is null ? OperationResult.Done : OperationResult.DoneElsewhere;
    }

    private string Key(int number) => string.Create(CultureInfo.InvariantCulture, $"{_prefix}/{number}");
}
