using System.CommandLine;
using DeploymentFlex.Cli.Services;
using DeploymentFlex.Cli.Terminal;

namespace DeploymentFlex.Cli.Commands;

/// <summary>What waits on this disk for a target that was away: looks at it, sends it, drops it.</summary>
internal static class JournalCommand
{
    public static Command Create(Repository repository)
    {
        var mode = ModeOption.Create();
        mode.Recursive = true;
        var noBuild = new Option<bool>("--no-build") { Description = "Ask what the last build left.", Recursive = true };
        var command = new Command("journal", "Show, send or drop what services keep for a target that is away: telemetry, files.") { mode, noBuild };
        Add("list", "List what waits, of every service.");
        Add("replay", "Send it now; services that run do so by themselves when the target is back.");
        Add("show", "Show one entry.", "service", "journal", "id");
        Add("discard", "Drop one entry, or all, for good.", "service", "journal", "id");
        return command;

        void Add(string verb, string description, params string[] names)
        {
            var arguments = names.Select(static name => new Argument<string>(name) { Description = Describe(name) }).ToList();
            var subcommand = new Command(verb, description);
            arguments.ForEach(subcommand.Add);
            subcommand.SetAction((line, cancellationToken) =>
            {
                var words = arguments.Select(argument => line.GetValue(argument)!).ToList();
                var screen = Screen.Open();
                var runs = new ServiceRuns(repository, screen, line.GetValue(mode)) { Only = words.FirstOrDefault(), NoBuild = line.GetValue(noBuild) };
                return RunAsync(runs, verb, words, screen, cancellationToken);
            });
            command.Add(subcommand);
        }
    }

    private static async Task<int> RunAsync(
        ServiceRuns runs, string verb, IReadOnlyList<string> words, Screen screen, CancellationToken cancellationToken)
    {
        if (runs.Services.Count == 0)
        {
            screen.Error($"There is no service '{runs.Only}'.");
            return ExitCodes.WrongUsage;
        }

        // Every journal of a service is a word of its own; "all" is not an id.
        string[] line = ["journal", verb, .. words.Skip(1).Select(static word => word is "all" ? "--all" : word)];
        return await runs.BuildAsync(cancellationToken)
            ? VerbAnswers.Print(await runs.RunAsync("Asking", line, cancellationToken), screen)
            : ExitCodes.Failed;
    }

    private static string Describe(string name) => name switch
    {
        "service" => "The service that keeps it.",
        "journal" => "telemetry or files.",
        _ => "The entry, as 'list' names it; 'all' for all of them, to discard.",
    };
}
