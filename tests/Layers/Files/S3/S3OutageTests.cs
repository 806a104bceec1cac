using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DeploymentFlex.Files;
using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Tests.Core;
using DeploymentFlex.TestSupport;
using DeploymentFlex.TestSupport.Faults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DeploymentFlex.Layers.Tests.Files.S3;

/// <summary>Mixed operations of eight callers on a real gateway with a spool, while something befalls it.</summary>
[Collection(CephCollection.Name)]
public sealed class S3OutageTests(CephFixture ceph) : IDisposable
{
    private const int Operations = 2_000;

    // An attempt here is 1 s, and a stall 1 s; what is more is left to a slow machine.
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(6);

    private readonly string _folder = Directory.CreateTempSubdirectory("files-outage-").FullName;
    private readonly ConcurrentDictionary<int, string> _acknowledged = new();
    private readonly string _prefix = $"outage/{Guid.CreateVersion7():n}";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public Task A_gateway_that_is_killed() => RunAsync(ceph.Server.Endpoint, Outage.Killed(ceph.Server.Gateway));

    [Fact]
    public Task A_gateway_that_stands_still() => RunAsync(ceph.Server.Endpoint, Outage.StandsStill(ceph.Server.Gateway));

    [Fact]
    public async Task A_slow_gateway_is_not_down()
    {
        await using var line = new SlowLine(ceph.Server.Gateway);
        await RunAsync($"http://127.0.0.1:{line.Port}", Outage.Slow(line, TimeSpan.FromMilliseconds(20)));
    }

    private async Task RunAsync(string endpoint, Outage outage)
    {
        using var host = await StartAsync(endpoint);
        var chain = host.Services.GetRequiredService<ProviderChain<IFileStore>>();
        var store = (ChainedFileStore)host.Services.GetRequiredService<IFileStore>();

        var report = await new Workload(Operations, () => chain.IsDegraded || store.Spool!.Bytes > 0, (number, _) => OperateAsync(store, number)).RunAsync([outage], Token);

        TestContext.Current.SendDiagnosticMessage(report.ToString());
        report.Violations(s_bound).ShouldBeEmpty();
        await ShouldHoldAllThatWasAcknowledgedAsync();
        await host.StopAsync(Token);
    }

    private async Task<IHost> StartAsync(string endpoint)
    {
        var builder = LayerHost.Create(
            _folder,
            ("Deployment:DataPath", _folder), ("Layers:Files:Chain", "s3"), ("Layers:Files:Spool:Path", "spool"), ("Layers:Files:Spool:Durable", "true"),
            ("Layers:Files:s3:Endpoint", endpoint), ("Layers:Files:s3:Bucket", CephFixture.Bucket), ("Layers:Files:s3:StallTimeout", "00:00:01"),
            ("Layers:Files:s3:AccessKeyId", CephServer.AccessKeyId), ("Layers:Files:s3:SecretAccessKey", CephServer.SecretAccessKey),
            ("Layers:Files:AttemptTimeout", "00:00:01"), ("Layers:Files:Circuit:ProbeInterval", "00:00:00.050")).AddLayersForTest();
        builder.Services.AddMetrics().AddLogging();
        builder.AddFiles();
        var host = builder.Build();
        await host.StartAsync(Token);
        return host;
    }

    /// <summary>Writes, reads or looks for a file, as the number has it, and says who did it.</summary>
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
            else if (_acknowledged.ContainsKey(number - 9))
            {
                (await store.FindAsync(Key(number - 9), Token)).ShouldNotBeNull().Sha256.ShouldBe(_acknowledged[number - 9]);
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

    private async Task ShouldHoldAllThatWasAcknowledgedAsync()
    {
        var store = ceph.CreateStore();
        _acknowledged.ShouldNotBeEmpty();
        await Parallel.ForEachAsync(_acknowledged, Token, async (file, token) =>
            (await store.FindAsync(Key(file.Key), token)).ShouldNotBeNull().Sha256.ShouldBe(file.Value));
    }

    private string Key(int number) => string.Create(CultureInfo.InvariantCulture, $"{_prefix}/{number}");
}
