using System.CommandLine;
using DeploymentFlex.Cli.Services;
using DeploymentFlex.Cli.Terminal;

namespace DeploymentFlex.Cli.Commands;

/// <summary>Brings the databases of all services up to date.</summary>
internal static class MigrateCommand
{
    public static Command Create(Repository repository)
    {
        var mode = ModeOption.Create();
        var schema = new Command("schema", "Apply the migrations of every service; outside of development a start needs it.") { mode };
        schema.SetAction((line, cancellationToken) => RunAsync(repository, line.GetValue(mode), Screen.Open(), cancellationToken));
        return new Command("migrate", "Bring what is kept up to date with this version.") { schema };
    }

    private static async Task<int> RunAsync(Repository repository, string? mode, Screen screen, CancellationToken cancellationToken)
    {
        var runs = new ServiceRuns(repository, screen, mode);
        return await runs.BuildAsync(cancellationToken)
            ? VerbAnswers.Print(await runs.RunAsync("Migrating", ["migrate"], cancellationToken), screen)
            : ExitCodes.Failed;
    }
}
