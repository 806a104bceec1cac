using System.CommandLine;
using System.Text.Json;
using DeploymentFlex.Cli.Doctor;
using DeploymentFlex.Cli.Run;
using DeploymentFlex.Cli.Services;
using DeploymentFlex.Cli.Terminal;

namespace DeploymentFlex.Cli.Commands;

/// <summary>Checks a deployment before it starts: asks the doctor of every service.</summary>
internal static class DoctorCommand
{
    public static Command Create(Repository repository)
    {
        var mode = ModeOption.Create();
        var json = new Option<bool>("--json") { Description = "Print one JSON document." };
        var noBuild = new Option<bool>("--no-build") { Description = "Ask what the last build left." };
        var realizations = RealizationOptions.Create();
        var command = new Command("doctor", "Check settings, providers, credentials, permissions, schemas and disks before a start; exit code 0 only when it would succeed.") { mode, json, noBuild };
        foreach (var realization in realizations)
        {
            command.Add(realization);
        }

        command.SetAction((line, cancellationToken) =>
        {
            var screen = Screen.Open(line.GetValue(json));
            var runs = new ServiceRuns(repository, screen, line.GetValue(mode)) { NoBuild = line.GetValue(noBuild) };
            return RunAsync(repository, runs, line.GetValue(json), RealizationOptions.Brought(repository, realizations, line), screen, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        Repository repository, ServiceRuns runs, bool json, IEnumerable<string> brought, Screen screen, CancellationToken cancellationToken)
    {
        if (!await runs.BuildAsync(cancellationToken))
        {
            return ExitCodes.Failed;
        }

        if (new RunFolder(repository.RunFolder, repository.Root).ReadRunning() is not null)
        {
            screen.Line("DeploymentFlex runs here: files that it has open are told as taken. './flex status' looks at what runs.");
        }

        var answers = await runs.RunAsync("Checking", ["doctor", "--json", .. brought.SelectMany(static layer => new[] { "--brought", layer })], cancellationToken);
        var document = new DoctorDocument([.. answers.Select(static answer => ServiceDiagnosis.Read(answer.Service.Name, answer.Result))]);
        if (json)
        {
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(document, FlexJson.Default.DoctorDocument));
        }
        else
        {
            new DoctorPicture(screen).Draw(document);
        }

        return document.WouldStart ? ExitCodes.Done : ExitCodes.Failed;
    }
}
