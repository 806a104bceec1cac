using System.CommandLine;
using DeploymentFlex.Cli.Terminal;

namespace DeploymentFlex.Cli.Commands;

/// <summary>Builds, starts everything, and stays with it until Ctrl-C.</summary>
internal static class UpCommand
{
    public static Command Create(Repository repository)
    {
        var mode = ModeOption.Create();
        var port = new Option<ushort?>("--port", "-p") { Description = "The port of the gateway, 8080 by default.", HelpName = "N" };
        var detach = new Option<bool>("--detach", "-d") { Description = "Return when everything is healthy and leave it running; './flex down' stops it." };
        var json = new Option<bool>("--json") { Description = "Print the status as one JSON document; everything else goes to standard error." };
        var noBuild = new Option<bool>("--no-build") { Description = "Start what the last build left." };
        var watch = new Option<bool>("--watch", "-w") { Description = "When a source file is saved, compile it and start the services again that are made of it." };
        var failFast = new Option<bool>("--fail-fast") { Description = "Stop everything, with exit code 1, when a service fails for good or is not healthy within 3 minutes; without it the others run on." };
        var realizations = RealizationOptions.Create();
        port.Validators.Add(static result =>
        {
            if (result.Tokens is [var token] && !(ushort.TryParse(token.Value, out var number) && number > 0))
            {
                result.AddError($"--port takes a number from 1 to {ushort.MaxValue}, not '{token.Value}'.");
            }
        });

        var command = new Command("up", "Build what has changed and start every service; Ctrl-C stops them all.") { mode, port, detach, json, noBuild, watch, failFast };
        foreach (var realization in realizations)
        {
            command.Add(realization);
        }

        command.SetAction((line, cancellationToken) =>
        {
            var options = new UpOptions(
                line.GetValue(mode), line.GetValue(port), line.GetValue(detach), line.GetValue(json), line.GetValue(noBuild),
                line.GetValue(watch), line.GetValue(failFast))
            {
                Realizations = RealizationOptions.Arguments(realizations, line),
            };
            return new UpRun(repository, Screen.Open(options.Json), options).RunAsync(cancellationToken);
        });
        return command;
    }
}
