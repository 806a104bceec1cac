using System.CommandLine;
using DeploymentFlex.Cli.Feeds;
using DeploymentFlex.Cli.Publishing;
using DeploymentFlex.Cli.Run;
using DeploymentFlex.Cli.Terminal;

namespace DeploymentFlex.Cli.Commands;

/// <summary>Writes what other tools deploy from.</summary>
internal static class PublishCommand
{
    public static Command Create(Repository repository) =>
        new("publish", "Write what other tools deploy from; nothing is started.") { Manifest(repository) };

    private static Command Manifest(Repository repository)
    {
        var mode = new Option<string>("--mode")
        {
            Description = "The deployment mode: development, on-premises, saas (the default) or hybrid.",
            HelpName = "M",
            DefaultValueFactory = static _ => "saas",
        };
        var output = new Option<string>("--output", "-o")
        {
            Description = "The file, aspire-manifest.json in the clone's root by default. Its Bicep modules go into the folder of the same name beside it.",
            HelpName = "F",
            DefaultValueFactory = _ => Path.Combine(repository.Root, "aspire-manifest.json"),
        };
        mode.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<string>() is { } text && !ModeNames.IsKnown(text))
            {
                result.AddError($"'{text}' is no mode; allowed are {string.Join(", ", ModeNames.All)}.");
            }
        });
        output.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<string>() is { } path && !path.EndsWith(".json", StringComparison.Ordinal))
            {
                result.AddError($"--output takes a file that ends in .json, not '{path}'.");
            }
        });

        var command = new Command("manifest", "Write Aspire's manifest, for azd and aspirate.") { mode, output };
        command.SetAction((line, cancellationToken) => RunAsync(
            repository, Screen.Open(), line.GetValue(mode)!, Path.GetFullPath(line.GetValue(output)!), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        Repository repository, Screen screen, string mode, string output, CancellationToken cancellationToken)
    {
        await new FeedChoice(repository, screen).EnsureAsync(cancellationToken);
        if (!await AppHostBuild.EnsureAsync(repository, screen, cancellationToken))
        {
            return ExitCodes.Failed;
        }

        var result = await ChildProcess.RunAsync(
            "dotnet",
            [repository.AppHostAssembly, "--publisher", "manifest", "--output-path", output, "--mode", mode],
            repository.Root,
            cancellationToken: cancellationToken);
        if (!result.Succeeded)
        {
            screen.Error(result.Output.TrimEnd());
            screen.Error("The manifest was not written.");
            return ExitCodes.Failed;
        }

        var modules = ManifestModules.Gather(output);
        screen.Line($"Wrote {output}{(modules == 0 ? "" : $", and {modules} Bicep modules beside it")}.");
        return ExitCodes.Done;
    }
}
