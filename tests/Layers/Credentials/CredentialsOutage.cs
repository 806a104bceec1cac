using System.Collections.Concurrent;
using System.Globalization;
using DeploymentFlex.Credentials;
using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Schemas;
using DeploymentFlex.Layers.Tests.Core;
using DeploymentFlex.Layers.Tests.Data;
using DeploymentFlex.TestSupport.Faults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DeploymentFlex.Layers.Tests.Credentials;

/// <summary>
/// Eight callers that set and read credentials while something befalls the server: reads go on from the encrypted local
/// copy, with their age, changes are refused, and nothing acknowledged is lost.
/// </summary>
internal static class CredentialsOutage
{
    private const int Operations = 600;
    private const int Names = 6;

    // An attempt has 3 s here, then the copy is read; the rest is left to a slow machine.
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(12);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task RunAsync(Outage outage, params (string Name, string Value)[] settings)
    {
        using var folder = new TemporaryFolder();
        using var host = await StartAsync([("Deployment:DataPath", folder.Path), .. settings]);
        var store = host.Services.GetRequiredService<ICredentialStore>();
        var chain = host.Services.GetRequiredService<ProviderChain<ICredentialStore>>();
        var newest = new ConcurrentDictionary<CredentialName, int>();
        foreach (var number in Enumerable.Range(0, Names))
        {
            newest[NameOf(number)] = (await store.SetAsync(NameOf(number), SecretOf(number), Token)).Version;
        }

        var report = await new Workload(Operations, () => chain.IsDegraded, (number, _) => OperateAsync(store, newest, number)).RunAsync([outage], Token);

        TestContext.Current.SendDiagnosticMessage(report.ToString());
        report.Violations(s_bound).ShouldBeEmpty();
        if (outage.Effect is OutageEffect.Total)
        {
            report.Count(OperationResult.DoneElsewhere).ShouldBeGreaterThan(0, "reads went on from the copy");
            report.Count(OperationResult.Refused).ShouldBeGreaterThan(0, "changes were refused");
        }

        foreach (var (name, version) in newest)
        {
            (await store.GetAsync(name, Token))!.Info.Version.ShouldBeGreaterThanOrEqualTo(version, $"{name} was acknowledged");
        }

        await host.StopAsync(Token);
    }

    private static async Task<IHost> StartAsync(params (string Name, string Value)[] settings)
    {
        var builder = LayerHost.Create(
            [
                ("Deployment:Mode", "development"), ("Layers:Credentials:Chain", "database"), ("Layers:Credentials:Memory:Lifetime", "00:00:00"),
                ("Layers:Credentials:Copy:Enabled", "true"), ("Layers:Credentials:AttemptTimeout", "00:00:03"),
                ("Layers:Credentials:Circuit:ProbeInterval", "00:00:00.050"), .. settings,
            ]).AddLayersForTest();
        builder.Services.AddMetrics().AddLogging();
        builder.AddCredentials();
        var host = builder.Build();
        foreach (var schema in host.Services.GetServices<IDatabaseSchema>())
        {
            await schema.MigrateAsync(Token);
        }

        await host.StartAsync(Token);
        return host;
    }

    private static async Task<OperationResult> OperateAsync(ICredentialStore store, ConcurrentDictionary<CredentialName, int> newest, int number)
    {
        var name = NameOf(number);
        try
        {
            if (number % 10 < Names)
            {
                return await ReadAsync(store, name, newest[name]);
            }

            var info = await store.SetAsync(name, SecretOf(number), Token);
            newest.AddOrUpdate(name, info.Version, (_, known) => Math.Max(known, info.Version));
            return OperationResult.Done;
        }
        catch (LayerUnavailableException)
        {
            return OperationResult.Refused;
        }
    }

    private static async Task<OperationResult> ReadAsync(ICredentialStore store, CredentialName name, int acknowledged)
    {
        var found = (await store.GetAsync(name, Token)).ShouldNotBeNull();
        var number = int.Parse(found.Secret, CultureInfo.InvariantCulture);
        NameOf(number).ShouldBe(name, "another's secret");
        found.Info.Version.ShouldBeGreaterThanOrEqualTo(acknowledged, "what was acknowledged is read at once, of the copy as well");
        return found.AsOf is null ? OperationResult.Done : OperationResult.DoneElsewhere;
    }

    private static CredentialName NameOf(int number) => new("n", string.Create(CultureInfo.InvariantCulture, $"k{number % Names}"));

    private static string SecretOf(int number) => number.ToString(CultureInfo.InvariantCulture);
}
