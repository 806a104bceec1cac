using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace DeploymentFlex.ServiceDefaults.Hosting;

/// <summary>Runs what a service's binary does instead of serving.</summary>
internal static class ServiceVerbs
{
    public static async Task<int> RunAsync(
        IServiceProvider services, IReadOnlyList<string> args, TextWriter output, CancellationToken cancellationToken)
    {
        var verbs = services.GetServices<IServiceVerb>().OrderBy(static verb => verb.Name, StringComparer.Ordinal).ToList();
        var verb = verbs.Find(candidate => candidate.Name == args[0]);
        if (verb is null)
        {
            var known = verbs.Count == 0 ? "none" : string.Join(", ", verbs.Select(static known => known.Name));
            throw new SettingsException($"'{args[0]}' is not a verb of this service. Known: {known}. Settings are given as --Name=value.");
        }

        return await verb.RunAsync([.. args.Skip(1)], output, cancellationToken);
    }
}
