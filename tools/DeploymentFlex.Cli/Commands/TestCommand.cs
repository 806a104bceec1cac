using System.CommandLine;
using DeploymentFlex.Cli.Feeds;
using DeploymentFlex.Cli.Run;
using DeploymentFlex.Cli.Terminal;
using DeploymentFlex.Cli.Testing;

namespace DeploymentFlex.Cli.Commands;

/// <summary>Builds the solution and runs every test project.</summary>
internal static class TestCommand
{
    public static Command Create(Repository repository)
    {
        var filter = new Argument<string?>("filter") { Description = "Only tests whose full name has this in it.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("test", "Build the solution and run its tests. With FLEX_REQUIRE_SERVERS=1 a test whose server is missing fails instead of being skipped.") { filter };
        command.SetAction((line, cancellationToken) => RunAsync(repository, Screen.Open(), line.GetValue(filter), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Repository repository, Screen screen, string? filter, CancellationToken cancellationToken)
    {
        await new FeedChoice(repository, screen).EnsureAsync(cancellationToken);
        if (!await DotNetBuild.RunAsync("Building the solution", repository.Solution, repository, screen, cancellationToken))
        {
            return ExitCodes.Failed;
        }

        if (Directory.Exists(repository.TestResultsFolder))
        {
            Directory.Delete(repository.TestResultsFolder, recursive: true);
        }

        // In turn, not side by side: a loaded machine is what makes honest tests fail.
        var results = new List<TestResult>();
        foreach (var project in TestProject.FindAll(repository))
        {
            results.AddRange(await project.RunAsync(filter, screen, cancellationToken));
        }

        var summary = new TestSummary(results);
        summary.Show(screen);
        return summary.IsGood ? ExitCodes.Done : ExitCodes.Failed;
    }
}
