using System.CommandLine;
using DeploymentFlex.Cli.Dashboard;
using DeploymentFlex.Cli.Run;
using DeploymentFlex.Cli.Terminal;
using DeploymentFlex.Layers.Configuration;

namespace DeploymentFlex.Cli.Commands;

/// <summary>Shows the logs of what runs.</summary>
internal static class LogsCommand
{
    public static Command Create(Repository repository)
    {
        var service = new Argument<string?>("service") { Description = "Only this service.", Arity = ArgumentArity.ZeroOrOne };
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on with new lines until Ctrl-C or the end of the run." };
        var lines = new Option<int>("--lines", "-n") { Description = "How many lines to begin with.", DefaultValueFactory = static _ => 50, HelpName = "N" };
        lines.Validators.Add(static result =>
        {
            if (result.Tokens is [var token] && !uint.TryParse(token.Value, out _))
            {
                result.AddError($"--lines takes a number from 0 up, not '{token.Value}'.");
            }
        });

        var command = new Command("logs", "Show the last log lines of all services, or of one, in the order of time.") { service, follow, lines };
        command.SetAction((line, cancellationToken) =>
            RunAsync(repository, Screen.Open(), line.GetValue(service), line.GetValue(follow), line.GetValue(lines), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        Repository repository, Screen screen, string? service, bool follow, int count, CancellationToken cancellationToken)
    {
        var folder = new RunFolder(repository.RunFolder, repository.Root);
        if (folder.ReadRunning() is not { } run)
        {
            screen.Error(File.Exists(folder.AppHostLog)
                ? $"Nothing runs. What the last run wrote is in {Path.GetRelativePath(repository.Root, folder.AppHostLog)}."
                : "Nothing runs; './flex up' starts what writes logs.");
            return ExitCodes.NotRunning;
        }

        using var resourceService = new ResourceService(run);
        var resources = await resourceService.ReadResourcesAsync(cancellationToken);
        var known = resources.SelectMany(static resource => new[] { resource.DisplayName, resource.Name }).Distinct(StringComparer.Ordinal).ToList();
        if (service is not null && !known.Contains(service))
        {
            var near = Spelling.Nearest(service, known) is { } word ? $"Did you mean '{word}'? " : "";
            screen.Error($"There is no service '{service}'. {near}There are {string.Join(", ", known)}.");
            return ExitCodes.WrongUsage;
        }

        var logs = new RunLogs(resourceService, service);
        var printer = new LogPrinter(screen, service?.Length ?? known.Max(static name => (int?)name.Length) ?? 0);
        try
        {
            printer.Print(await logs.ReadLastAsync(resources, count, cancellationToken));
            if (follow)
            {
                await foreach (var lines in logs.FollowAsync(cancellationToken))
                {
                    printer.Print(lines);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C is how following ends.
        }

        return ExitCodes.Done;
    }
}
