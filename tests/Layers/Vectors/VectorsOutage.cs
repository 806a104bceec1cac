using System.Collections.Concurrent;
using System.Globalization;
using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Tests.Core;
using DeploymentFlex.TestSupport.Faults;
using DeploymentFlex.Vectors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DeploymentFlex.Layers.Tests.Vectors;

/// <summary>Mixed operations of eight callers on a store while something befalls its server, and what must be true then.</summary>
internal sealed class VectorsOutage(string provider, params (string Name, string Value)[] settings)
{
    private const int Operations = 600;
    private const int Dimensions = 16;
    private const string Collection = "outage";

    // An attempt has 3 s here, since a server that stood still answers first what it was asked before; the rest is left to a slow machine.
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(12);

    private readonly ConcurrentDictionary<Guid, int> _acknowledged = [];
    private readonly ConcurrentQueue<string> _wrong = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>No acknowledged record is lost, what is found is what was written, and what was shown was true.</summary>
    public async Task RunAsync(Outage outage)
    {
        using var host = await StartAsync();
        var chain = host.Services.GetRequiredService<ProviderChain<IVectorStore>>();
        var store = host.Services.GetRequiredService<IVectorStore>();
        await store.EnsureCollectionAsync(Collection, Dimensions, Token);

        var report = await new Workload(Operations, () => chain.IsDegraded, (number, _) => OperateAsync(store, number)).RunAsync([outage], Token);

        TestContext.Current.SendDiagnosticMessage(report.ToString());
        report.Violations(s_bound).ShouldBeEmpty();
        _wrong.ShouldBeEmpty();
        _acknowledged.ShouldNotBeEmpty();
        _acknowledged.Keys.Except(await ReadIdsAsync(store)).ShouldBeEmpty("they were acknowledged and are not there");
        await host.StopAsync(Token);
    }

    private static async Task<HashSet<Guid>> ReadIdsAsync(IVectorStore store)
    {
        var ids = new HashSet<Guid>();
        string? cursor = null;
        do
        {
            var page = await store.ExportAsync(Collection, cursor, VectorInput.MaxLimit, Token);
            ids.UnionWith(page.Records.Select(static record => record.Id));
            cursor = page.Cursor;
        }
        while (cursor is not null);

        return ids;
    }

    private static float[] Vector(int number)
    {
        var random = new Random(number);
        return [.. Enumerable.Range(0, Dimensions).Select(_ => random.NextSingle() - 0.5f)];
    }

    private async Task<IHost> StartAsync()
    {
        var builder = LayerHost.Create(
            [
                ("Deployment:Mode", "development"), ("Layers:Vectors:Chain", provider), ("Layers:Vectors:AttemptTimeout", "00:00:03"),
                ("Layers:Vectors:Circuit:ProbeInterval", "00:00:00.050"), .. settings,
            ]).AddLayersForTest();
        builder.Services.AddMetrics().AddLogging();
        builder.AddVectors();
        var host = builder.Build();
        await host.StartAsync(Token);
        return host;
    }

    private async Task<OperationResult> OperateAsync(IVectorStore store, int number)
    {
        try
        {
            if (number % 2 == 0)
            {
                var id = Guid.CreateVersion7();
                var metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["number"] = number.ToString(CultureInfo.InvariantCulture) };
                await store.UpsertAsync(Collection, [new VectorRecord(id, Vector(number), metadata)], Token);
                _acknowledged[id] = number;
            }
            else if (_acknowledged.FirstOrDefault() is { Value: > 0 } known)
            {
                var filter = VectorFilter.For("number", known.Value.ToString(CultureInfo.InvariantCulture));
                var found = await store.SearchAsync(Collection, Vector(known.Value), 1, filter, Token);
                if (found is not [{ Score: > 0.999 } match] || match.Id != known.Key)
                {
                    _wrong.Enqueue($"{known.Key} was acknowledged and is not found");
                }
            }
            else
            {
                await store.CountAsync(Collection, Token);
            }

            return OperationResult.Done;
        }
        catch (LayerUnavailableException)
        {
            return OperationResult.Refused;
        }
    }
}
