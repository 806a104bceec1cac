using System.CommandLine;
using DeploymentFlex.Cli.Run;
using DeploymentFlex.Cli.Terminal;

namespace DeploymentFlex.Cli.Commands;

/// <summary>Stops what <c>flex up</c> started.</summary>
internal static class DownCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static Command Create(Repository repository)
    {
        var command = new Command("down", "Stop every service.");
        command.SetAction((_, _) => RunAsync(repository, Screen.Open()));
        return command;
    }

    private static async Task<int> RunAsync(Repository repository, Screen screen)
    {
        var folder = new RunFolder(repository.RunFolder, repository.Root);
        if (folder.ReadRunning() is not { } state)
        {
            screen.Line("Nothing runs.");
            return ExitCodes.Done;
        }

        using var appHost = RunningProcess.Find(state.Pid, state.StartedAt, repository.Root);
        var clean = appHost is null || await screen.WhileAsync("Stopping", _ => AppHostProcess.StopAsync(appHost, Patience));
        screen.Line(clean ? "Stopped." : $"The AppHost did not stop within {Patience.TotalSeconds:0} s and was killed with all services.");
        return ExitCodes.Done;
    }
}
