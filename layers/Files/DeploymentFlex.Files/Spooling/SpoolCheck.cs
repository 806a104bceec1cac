using DeploymentFlex.Files.Local;
using DeploymentFlex.Layers.Checks;
using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.Layers.Doctor;

namespace DeploymentFlex.Files.Spooling;

/// <summary>Whether the spool that a deployment declares can be used; of one that declares none there is nothing to say.</summary>
internal sealed class SpoolCheck(IServiceProvider services) : IDeploymentCheck
{
    public string Subject => "files/spool";

    public async ValueTask CheckAsync(CheckList checks, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(checks);
        string? folder;
        try
        {
            folder = SpoolSettings.Read(services).Folder;
        }
        catch (SettingsException error)
        {
            checks.Add(Check.Failure("settings", error.Message, "Set it right, or remove the section."));
            return;
        }

        if (folder is not null)
        {
            await checks.RunAsync(
                CheckNames.Permissions,
                $"Let this process write to {SpoolOptions.Section}:Path.",
                async token =>
                {
                    await new LocalFileStore(FileSpool.ContentsIn(folder)).ProbeAsync(token);
                    return $"writes to {folder}";
                },
                cancellationToken);
        }
    }
}
