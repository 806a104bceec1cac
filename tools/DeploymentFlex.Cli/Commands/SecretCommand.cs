using System.CommandLine;
using DeploymentFlex.Cli.Services;
using DeploymentFlex.Cli.Terminal;
using Spectre.Console;

namespace DeploymentFlex.Cli.Commands;

/// <summary>Puts credentials where services find them, lists them, and changes the keys that they are encrypted with.</summary>
internal static class SecretCommand
{
    public static Command Create(Repository repository)
    {
        var mode = ModeOption.Create();
        mode.Recursive = true;
        var service = new Option<string>("--service")
        {
            Description = "The service whose settings say where credentials are.", DefaultValueFactory = static _ => "knowledge", Recursive = true,
        };
        var command = new Command("secret", "Put credentials where services find them; settings name them as secret://namespace/name.") { mode, service };
        Add("set", "Set a credential; the secret is asked for, or comes by standard input.", new Argument<string?>("name") { Description = "namespace/name" });
        Add("list", "List credentials, without the secrets.", new Argument<string?>("namespace") { Description = "One namespace; all unless given.", Arity = ArgumentArity.ZeroOrOne });
        Add("versions", "List the versions of one.", new Argument<string?>("name") { Description = "namespace/name" });
        Add("delete", "Delete one; it can be recovered for a while.", new Argument<string?>("name") { Description = "namespace/name" });
        Add("recover", "Take a deletion back.", new Argument<string?>("name") { Description = "namespace/name" });
        Add("rotate", "Encrypt all anew with a new data key, while services run.", argument: null);
        Add("rewrap", "Wrap data keys under the current master key, while services run.", argument: null);
        return command;

        void Add(string verb, string description, Argument<string?>? argument)
        {
            var subcommand = new Command(verb, description);
            if (argument is not null)
            {
                subcommand.Add(argument);
            }

            subcommand.SetAction((line, cancellationToken) => RunAsync(
                repository, line.GetValue(mode), line.GetValue(service)!, verb, argument is null ? null : line.GetValue(argument), cancellationToken));
            command.Add(subcommand);
        }
    }

    private static async Task<int> RunAsync(
        Repository repository, string? mode, string service, string verb, string? name, CancellationToken cancellationToken)
    {
        var screen = Screen.Open();
        var input = verb is "set" ? await ReadAsync(name!, cancellationToken) : null;
        var runs = new ServiceRuns(repository, screen, mode) { Only = service, Input = input };
        if (runs.Services.Count == 0)
        {
            screen.Error($"There is no service '{service}'.");
            return ExitCodes.WrongUsage;
        }

        string[] words = name is null ? ["secret", verb] : ["secret", verb, name];
        if (!await runs.BuildAsync(cancellationToken))
        {
            return ExitCodes.Failed;
        }

        var answers = await runs.RunAsync("Asking", words, cancellationToken);
        if (answers.Count == 0)
        {
            screen.Error($"The service '{service}' ships no credential layer; name another with --service.");
            return ExitCodes.Failed;
        }

        return VerbAnswers.Print(answers, screen);
    }

    private static Task<string> ReadAsync(string name, CancellationToken cancellationToken) => Console.IsInputRedirected
        ? Console.In.ReadToEndAsync(cancellationToken)
        : new TextPrompt<string>($"The secret of {Markup.Escape(name)}:").Secret(mask: null).ShowAsync(AnsiConsole.Console, cancellationToken);
}
