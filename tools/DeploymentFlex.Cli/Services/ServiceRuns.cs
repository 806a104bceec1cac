using DeploymentFlex.Cli.Feeds;
using DeploymentFlex.Cli.Run;
using DeploymentFlex.Cli.Terminal;

namespace DeploymentFlex.Cli.Services;

/// <summary>Builds what has changed, and runs a verb of every service.</summary>
internal sealed class ServiceRuns(Repository repository, Screen screen, string? mode)
{
    // Each is a process with a runtime of its own.
    private static readonly int s_atOnce = Math.Max(2, Environment.ProcessorCount);

    /// <summary>The one service that is meant; null for all.</summary>
    public string? Only { get; init; }

    /// <summary>What each reads on standard input.</summary>
    public string? Input { get; init; }

    /// <summary>Whether what the last build left is run.</summary>
    public bool NoBuild { get; init; }

    public IReadOnlyList<ServiceBinary> Services => [.. ServiceBinary.FindAll(repository).Where(service => Only is null || service.Name == Only)];

    public async Task<bool> BuildAsync(CancellationToken cancellationToken)
    {
        if (NoBuild)
        {
            return IsBuilt();
        }

        await new FeedChoice(repository, screen).EnsureAsync(cancellationToken);
        return await AppHostBuild.EnsureAsync(repository, screen, cancellationToken);
    }

    /// <summary>Runs the verb of each service that has it, and returns their answers in the order of <see cref="Services"/>.</summary>
    public async Task<IReadOnlyList<(ServiceBinary Service, ChildResult Result)>> RunAsync(
        string title, IReadOnlyList<string> verb, CancellationToken cancellationToken)
    {
        var services = Services;
        var results = new ChildResult?[services.Count];
        await screen.WhileAsync(title, async report =>
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = s_atOnce, CancellationToken = cancellationToken };
            await Parallel.ForAsync(0, services.Count, parallel, async (index, token) =>
            {
                results[index] = await services[index].RunAsync(repository, mode, verb, Input, token);
                report(services[index].Name);
            });
            return true;
        });
        return [.. services.Zip(results, static (service, result) => (service, result!)).Where(static item => item.Item2.ExitCode != ServiceBinary.NoSuchVerb)];
    }

    private bool IsBuilt()
    {
        if (Services.All(static service => File.Exists(service.Assembly)))
        {
            return true;
        }

        screen.Error("There is no build to ask; leave --no-build out.");
        return false;
    }
}
