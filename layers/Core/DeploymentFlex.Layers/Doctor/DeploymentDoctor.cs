using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Checks;
using DeploymentFlex.Layers.Modes;

namespace DeploymentFlex.Layers.Doctor;

/// <summary>Looks at everything that a start of this process needs, in parallel and without starting it.</summary>
internal sealed class DeploymentDoctor(
    LayerChains chains, SettingsExam settings, IEnumerable<IDeploymentCheck> checks, DeploymentOptions deployment, TimeProvider time)
{
    // Longer than a start waits for a provider: several questions are asked of each.
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(10);

    /// <param name="brought">The layers whose servers are started with the services, so that they cannot be asked now.</param>
    /// <param name="cancellationToken">Cancelled when there is no more time.</param>
    public async Task<DoctorReport> ExamineAsync(IReadOnlySet<string> brought, CancellationToken cancellationToken)
    {
        var problems = chains.Build().Where(problem => !brought.Any(layer => problem.StartsWith($"Layers:{layer}:", StringComparison.OrdinalIgnoreCase))).ToList();
        var ofSettings = settings.Examine(problems).ToList();
        var ofChains = await Task.WhenAll(chains.All.Select(chain => brought.Contains(chain.Layer)
            ? Task.FromResult<IReadOnlyList<DoctorLine>>([Later(chain)])
            : ExamineAsync(chain, cancellationToken)));
        var ofOthers = await Task.WhenAll(checks.Select(check => check.Layer is { } layer && brought.Contains(layer)
            ? Task.FromResult<IReadOnlyList<DoctorLine>>([Later(check)])
            : RunAsync(check.Subject, check.CheckAsync, cancellationToken)));
        return new DoctorReport(
            deployment.Service,
            deployment.Mode.ToName(),
            [.. ofSettings, .. ofChains.SelectMany(static lines => lines), .. ofOthers.SelectMany(static lines => lines)]);
    }

    private static DoctorLine Later(ProviderChain chain) =>
        DoctorLine.Of(chain.DisplayName, Check.Ok(CheckNames.Reachable, "what is behind it is brought about with the services"));

    // Who brings a database about for a run has the start migrate it.
    private static DoctorLine Later(IDeploymentCheck check) =>
        DoctorLine.Of(check.Subject, Check.Ok("version", "the start makes it or brings it up to date"));

    private async Task<IReadOnlyList<DoctorLine>> ExamineAsync(ProviderChain chain, CancellationToken cancellationToken)
    {
        var links = await Task.WhenAll(chain.Links.Select(link =>
            RunAsync($"{chain.DisplayName}/{link.Name}", (list, token) => LinkExam.RunAsync(link, list, token), cancellationToken)));
        var sound = chain.Links.Where((_, index) => links[index].All(static line => line.Status is not CheckStatus.Failure)).ToList();
        IEnumerable<DoctorLine> lines = links.SelectMany(static lines => lines);
        if (sound.Count > 0)
        {
            lines = lines.Select(line => line.Survived($"{sound[0].Name} serves until then."));
        }
        else if (await StartsWithStandInAsync(chain, cancellationToken))
        {
            lines = lines.Select(line => line.Survived($"A start goes on with {chain.StandIn}."));
        }
        else if (!chain.Options.Required)
        {
            lines = lines.Select(static line => line.Survived("The layer is optional."));
        }
        else if (!deployment.IsStrict)
        {
            lines = lines.Select(static line => line.Survived("Development starts without it."));
        }

        return [PromiseExam.Of(chain, deployment), .. lines];
    }

    // Probes as a start does: what answers and refuses is not away.
    private async Task<bool> StartsWithStandInAsync(ProviderChain chain, CancellationToken cancellationToken)
    {
        if (chain.StartsWithStandIn is null)
        {
            return false;
        }

        await Task.WhenAll(chain.Links
            .Where(static link => link.Probe is not null)
            .Select(link => LinkProber.ProbeAsync(link, s_timeout, reconcile: null, time, cancellationToken)));
        return StartupTable.IsMissing(chain) && await chain.MayStartWithStandInAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<DoctorLine>> RunAsync(
        string subject, Func<CheckList, CancellationToken, ValueTask> check, CancellationToken cancellationToken)
    {
        var list = new CheckList();
        using var limit = new CancellationTokenSource(s_timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await Task.Run(() => check(list, linked.Token).AsTask(), linked.Token).WaitAsync(s_timeout, time, cancellationToken);
        }
#pragma warning disable CA1031 // Whatever a check throws is what is wrong.
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            var seen = error is OperationCanceledException or TimeoutException
                ? $"no answer within {s_timeout.TotalSeconds:F0} s"
                : CheckList.FirstLine(error.Message);
            list.Add(Check.Failure(CheckNames.Reachable, seen, $"See that it answers, or change the settings of {subject}."));
        }

        return [.. list.All.Select(found => DoctorLine.Of(subject, found))];
    }
}
