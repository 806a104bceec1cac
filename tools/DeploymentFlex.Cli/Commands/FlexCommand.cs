using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using DeploymentFlex.Cli.Dashboard;
using DeploymentFlex.Cli.Terminal;

namespace DeploymentFlex.Cli.Commands;

/// <summary>The root of the command line.</summary>
internal static class FlexCommand
{
    private const string Description = """
        Runs DeploymentFlex on this machine.

        Exit codes:
          0    done
          1    failed: a service is not healthy, a test failed, a build broke
          2    the command line was wrong, nothing was done
          3    nothing runs, and the command needs something that does
          130  interrupted by Ctrl-C
        """;

    public static RootCommand Create(Repository repository)
    {
        var root = new RootCommand(Description)
        {
            UpCommand.Create(repository),
            StatusCommand.Create(repository),
            LogsCommand.Create(repository),
            DownCommand.Create(repository),
            DoctorCommand.Create(repository),
            MigrateCommand.Create(repository),
            JournalCommand.Create(repository),
            SecretCommand.Create(repository),
            DemoCommand.Create(repository),
            TestCommand.Create(repository),
            PublishCommand.Create(repository),
            ServersCommand.Create(repository),
            FeedCommand.Create(repository),
        };
        root.SetAction(static line => new HelpAction().Invoke(line));
        return root;
    }

    public static async Task<int> RunAsync(string[] args, Repository repository, CancellationToken cancellationToken)
    {
        var root = Create(repository);
        var line = root.Parse(args);
        if (line.Action is ParseErrorAction)
        {
            Screen.Open().Error(WrongCommandLine.Describe(line));
            return ExitCodes.WrongUsage;
        }

        var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        try
        {
            return await line.InvokeAsync(invocation, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
        catch (Exception e) when (e is ResourceServiceException or InvalidOperationException or IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            Screen.Open().Error($"flex: {e.Message}");
            return ExitCodes.Failed;
        }
    }
}
