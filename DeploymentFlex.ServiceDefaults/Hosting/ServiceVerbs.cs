using DeploymentFlex.Layers;
using Microsoft.Extensions.DependencyInjection;

namespace DeploymentFlex.ServiceDefaults.Hosting;

/// <summary>Runs what a service's binary does instead of serving.</summary>
internal static class ServiceVerbs
{
    /// <summary>The exit code of a command line that names no verb of the service (EX_USAGE of sysexits.h).</summary>
    public const int NoSuchVerb = 64;

    /// <summary>The exit code of a verb whose other words are not understood, as that of flex is.</summary>
    public const int WrongUsage = 2;

    public static async Task<int> RunAsync(
        IServiceProvider services, IReadOnlyList<string> args, TextWriter output, CancellationToken cancellationToken)
    {
        var verbs = services.GetServices<IServiceVerb>().OrderBy(static verb => verb.Name, StringComparer.Ordinal).ToList();
        var verb = verbs.Find(candidate => candidate.Name == args[0]);
        if (verb is null)
        {
            await Console.Error.WriteLineAsync(
                $"'{args[0]}' is not a verb of this service. Known: {string.Join(", ", verbs.Select(static known => known.Name))}. Settings are given as --Name=value.");
            return NoSuchVerb;
        }

        try
        {
            return await verb.RunAsync([.. args.Skip(1).Where(static word => !IsSetting(word))], output, cancellationToken);
        }
        catch (VerbUsageException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return WrongUsage;
        }
    }

    private static bool IsSetting(string word) => word.StartsWith("--", StringComparison.Ordinal) && word.Contains('=', StringComparison.Ordinal);
}
