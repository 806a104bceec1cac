using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Checks;

namespace DeploymentFlex.Layers.Doctor;

/// <summary>Asks one provider: by its own checks, else by its probe. One with neither needs nothing.</summary>
internal static class LinkExam
{
    public static async ValueTask RunAsync(ChainLink link, CheckList checks, CancellationToken cancellationToken)
    {
        if (link.Checks is { } provider)
        {
            await provider.CheckAsync(checks, cancellationToken);
        }
        else if (link.Probe is { } probe)
        {
            await checks.RunAsync(
                CheckNames.Reachable,
                $"Start it, or change Layers:{link.Descriptor.Layer}:{link.Name}.",
                async token =>
                {
                    await probe.ProbeAsync(token);
                    return "answers";
                },
                cancellationToken);
        }
        else
        {
            checks.Add(Check.Ok(CheckNames.Reachable, "in this process, needs nothing"));
        }
    }
}
