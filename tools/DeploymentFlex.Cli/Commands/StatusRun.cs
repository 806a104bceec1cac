using System.Text.Json;
using DeploymentFlex.Cli.Dashboard;
using DeploymentFlex.Cli.Health;
using DeploymentFlex.Cli.Run;
using DeploymentFlex.Cli.Terminal;

namespace DeploymentFlex.Cli.Commands;

/// <summary>Reads the status and prints it as a picture or as JSON.</summary>
internal static class StatusRun
{
    public static async Task<int> RunAsync(Repository repository, bool json, Screen screen, CancellationToken cancellationToken)
    {
        if (new RunFolder(repository.RunFolder, repository.Root).ReadRunning() is { } state)
        {
            return await ShowAsync(state, json, withLayers: true, screen, cancellationToken);
        }

        if (json)
        {
            Print(StatusDocument.NothingRuns);
        }
        else
        {
            screen.Line("Nothing runs; './flex up' starts it.");
        }

        return ExitCodes.NotRunning;
    }

    /// <returns>The exit code that tells whether everything is healthy.</returns>
    public static async Task<int> ShowAsync(RunState state, bool json, bool withLayers, Screen screen, CancellationToken cancellationToken)
    {
        using var service = new ResourceService(state);
        using var client = new HttpClient();
        var resources = await service.ReadResourcesAsync(cancellationToken);
        var status = await new StatusReader(new HealthReader(client)).ReadAsync(state, resources, cancellationToken);
        if (json)
        {
            Print(status);
        }
        else
        {
            new StatusPicture(screen, TimeProvider.System).Draw(status, withLayers);
        }

        return status.Healthy ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static void Print(StatusDocument status) =>
        Console.Out.WriteLine(JsonSerializer.Serialize(status, FlexJson.Default.StatusDocument));
}
