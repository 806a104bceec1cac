using DeploymentFlex.Cli.Feeds;
using DeploymentFlex.Cli.Run;
using DeploymentFlex.Cli.Terminal;

namespace DeploymentFlex.Cli.Services;

/// <summary>Builds what has changed, and runs a verb of every service.</summary>
internal sealed class ServiceRuns(Repository repository, Screen screen, string? mode)
{
    // Each is a process with a runtime of its own.
    private static readonly int s_atOnce = Math.Max(2, Environment.ProcessorCount);

    public IReadOnlyList<ServiceBinary> Services { get; } = ServiceBinary.FindAll(repository);

    public async Task<bool> BuildAsync(CancellationToken cancellationToken)
    {
        await new FeedChoice(repository, screen).EnsureAsync(cancellationToken);
        return await AppHostBuild.EnsureAsync(repository, screen, cancellationToken);
    }

    /// <summary>Runs the verb of each service that has it, and returns their answers in the order of <see cref="Services"/>.</summary>
    public async Task<IReadOnlyList<(ServiceBinary Service, ChildResult Result)>> RunAsync(
        string title, IReadOnlyList<string> verb, CancellationToken cancellationToken)
    {
        var results = new ChildResult?[Services.Count];
        await screen.WhileAsync(title, async report =>
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = s_atOnce, CancellationToken = cancellationToken };
            await Parallel.ForAsync(0, Services.Count, parallel, async (index, token) =>
            {
                results[index] = await Services[index].RunAsync(repository, mode, verb, token);
                report(Services[index].Name);
            });
            return true;
        });
        return [.. Services.Zip(results, static (service, result) => (service, result!)).Where(static item => item.Item2.ExitCode != ServiceBinary.NoSuchVerb)];
    }
}
