using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.Layers.Metrics;
using DeploymentFlex.Layers.Modes;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Layers;

/// <summary>Builds every chain, probes every provider in parallel, and stops a strict process that lacks a required layer.</summary>
public sealed class LayerStartup(
    LayerChains chains, DeploymentOptions deployment, DeploymentNotes notes, LayerMetrics metrics, TimeProvider time, ILogger<LayerStartup> logger)
    : IHostedLifecycleService
{
    /// <summary>The exit code of a process whose settings or required services are not in order (EX_CONFIG of sysexits.h).</summary>
    public const int ExitCode = 78;

    private static readonly TimeSpan s_probeTimeout = TimeSpan.FromSeconds(5);
    private Task? _check;

    /// <summary>Checks once; later calls get the outcome of the first.</summary>
    /// <exception cref="SettingsException">Everything that is missing or wrong, with the setting to change, a line each.</exception>
    public Task CheckAsync(CancellationToken cancellationToken) => _check ??= RunAsync(cancellationToken);

    public Task StartingAsync(CancellationToken cancellationToken) => CheckAsync(cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var note in notes.Notes.Concat(chains.Notes))
        {
            LayerLog.Note(logger, note);
        }

        var problems = chains.Build().ToList();
        foreach (var chain in chains.All)
        {
            chain.Switched += OnSwitched;
            chain.WeakerUsed += (used, link) => LayerLog.WeakerUsed(logger, used.DisplayName, link.Name, used.Links[0].Name);
        }

        metrics.Observe(chains);
        var started = time.GetTimestamp();
        await Task.WhenAll(chains.All.Select(chain => ProbeAsync(chain, cancellationToken)));
        LayerLog.Checked(logger, chains.All.Count, time.GetElapsedTime(started).TotalSeconds);
        var stoodIn = await StoodInAsync(cancellationToken);
        foreach (var line in StartupTable.Lines(chains.All, stoodIn))
        {
            LayerLog.Row(logger, line);
        }

        if (deployment.IsStrict)
        {
            problems.AddRange(chains.All
                .Where(chain => chain.Options.Required && StartupTable.IsMissing(chain) && !stoodIn.Contains(chain))
                .Select(Describe));
        }

        if (problems.Count > 0)
        {
            throw new SettingsException(string.Join(Environment.NewLine, problems));
        }
    }

    /// <summary>The chains of which no provider answered, and whose stand-in holds what a start needs.</summary>
    private async Task<IReadOnlyCollection<ProviderChain>> StoodInAsync(CancellationToken cancellationToken)
    {
        var found = new List<ProviderChain>();
        foreach (var chain in chains.All.Where(StartupTable.IsMissing))
        {
            if (await chain.MayStartWithStandInAsync(cancellationToken))
            {
                LayerLog.StartsWithStandIn(logger, chain.DisplayName, chain.StandIn ?? "none");
                found.Add(chain);
            }
        }

        return found;
    }

    private static string Describe(ProviderChain chain) =>
        $"Layers:{chain.Layer}:Chain ({string.Join(", ", chain.Options.Chain)}): "
        + string.Join("; ", chain.Links.Select(static link => $"{link.Name} does not answer: {link.LastError?.Message}"))
        + $". Start it, change Layers:{chain.Layer}:{chain.Links[0].Name}, or name another provider.";

    private Task ProbeAsync(ProviderChain chain, CancellationToken cancellationToken) =>
        Task.WhenAll(chain.Links.Where(static link => link.Probe is not null).Select(async link =>
        {
            await LinkProber.ProbeAsync(link, s_probeTimeout, reconcile: null, time, cancellationToken);
            if (link.LastProbe is { IsGood: false })
            {
                link.Circuit.Trip();
            }
        }));

    private void OnSwitched(ProviderChain chain, ChainLink? from, ChainLink? to)
    {
        metrics.Switched(chain, from, to);
        if (chain.IsDegraded)
        {
            LayerLog.Switched(logger, chain.DisplayName, from?.Name ?? "none", to?.Name ?? chain.StandIn ?? "none");
        }
        else
        {
            LayerLog.Returned(logger, chain.DisplayName, to?.Name ?? "none");
        }
    }
}
