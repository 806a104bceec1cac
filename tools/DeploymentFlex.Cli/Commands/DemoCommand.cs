using System.CommandLine;
using DeploymentFlex.Cli.Demo;
using DeploymentFlex.Cli.Terminal;

namespace DeploymentFlex.Cli.Commands;

/// <summary>Shows what happens to users while a server behind a layer dies and comes back.</summary>
internal static class DemoCommand
{
    public static Command Create(Repository repository)
    {
        var slow = new Option<bool>("--slow") { Description = "Wait between the steps, about five minutes in all, to look around in the console." };
        var port = new Option<ushort?>("--port", "-p") { Description = "The port of the gateway; 8080, or a free one when that is taken.", HelpName = "N" };
        var noBuild = new Option<bool>("--no-build") { Description = "Start what the last build left." };
        var command = new Command("demo", "Kill the cache server under a working system, and bring it back; exit code 1 when a step was not seen.") { slow, port, noBuild };
        command.SetAction((line, cancellationToken) =>
            new DemoRun(repository, Screen.Open(), line.GetValue(port), line.GetValue(slow), line.GetValue(noBuild)).RunAsync(cancellationToken));
        return command;
    }
}
