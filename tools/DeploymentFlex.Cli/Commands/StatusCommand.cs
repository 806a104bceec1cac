using System.CommandLine;
using DeploymentFlex.Cli.Terminal;

namespace DeploymentFlex.Cli.Commands;

/// <summary>Says what runs, where, and on which provider of each layer.</summary>
internal static class StatusCommand
{
    public static Command Create(Repository repository)
    {
        var json = new Option<bool>("--json") { Description = "Print one JSON document." };
        var command = new Command("status", "Show the services that run, their addresses, and the provider that each layer uses.") { json };
        command.SetAction((line, cancellationToken) =>
            StatusRun.RunAsync(repository, line.GetValue(json), Screen.Open(line.GetValue(json)), cancellationToken));
        return command;
    }
}
