using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Checks;
using DeploymentFlex.Layers.Modes;
using DeploymentFlex.Layers.Providers;

namespace DeploymentFlex.Layers.Doctor;

/// <summary>Says what a chain promises, and what of it a fallback does not keep.</summary>
internal static class PromiseExam
{
    // State that belongs to one process there is lost to the other instances; telemetry and the like keep none.
    private static readonly HashSet<string> s_shared = [Layer.Cache, Layer.Data, Layer.Files, Layer.Vectors, Layer.Jobs];

    public static DoctorLine Of(ProviderChain chain, DeploymentOptions deployment)
    {
        var primary = chain.Links[0].Descriptor;
        var names = string.Join(" → ", chain.Links.Select(static link => link.Name));
        var weaker = chain.Links.Skip(1).Select(static link => link.Descriptor).FirstOrDefault(other => other.Promise.Secrecy < primary.Promise.Secrecy);
        if (weaker is not null)
        {
            return Line(Check.Warning("promises", names,
                $"{weaker.Name} keeps secrets less well, is allowed for {chain.Options.MaxDuration:c} at a time, and each use is audited."));
        }

        if (deployment.IsStrict && s_shared.Contains(chain.Layer) && primary.Promise.Reach is Reach.Process)
        {
            return Line(Check.Warning("promises", $"{names}: {primary.Promise}",
                $"Other instances do not see what it keeps: run one instance of {deployment.Service}, or name another provider in {SettingOf(chain)}."));
        }

        var less = chain.Links.Skip(1).Where(link => IsLess(link.Descriptor.Promise, primary.Promise)).Select(static link => link.Name).ToList();
        return Line(Check.Ok("promises", less.Count == 0 ? $"{names}: {primary.Promise}" : $"{names}: {primary.Promise}; less while on {string.Join(", ", less)}"));

        DoctorLine Line(Check check) => DoctorLine.Of(chain.DisplayName, check);
    }

    private static bool IsLess(Promise fallback, Promise primary) =>
        fallback.Durability < primary.Durability || fallback.Reach < primary.Reach;

    private static string SettingOf(ProviderChain chain) =>
        chain.Use is null ? $"Layers:{chain.Layer}:Chain" : $"Layers:{chain.Layer}:Uses:{chain.Use}:Chain";
}
