using DeploymentFlex.Files.Local;
using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.Layers.Modes;
using DeploymentFlex.Layers.Providers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Files.Spooling;

/// <summary>Reads <see cref="SpoolOptions"/>, and opens the spool that they declare.</summary>
internal static class SpoolSettings
{
    /// <summary>The spool; null where the deployment declares none.</summary>
    /// <exception cref="SettingsException">A setting is wrong, or the spool cannot be opened.</exception>
    public static FileSpool? Open(IServiceProvider services)
    {
        var (options, folder) = Read(services);
        if (folder is null)
        {
            return null;
        }

        try
        {
            var logger = services.GetRequiredService<ILogger<FileSpool>>();
            var journal = new SpoolJournal(FileSpool.JournalIn(folder), SpoolJournal.DefaultMaxBytes, logger);
            return new FileSpool(new LocalFileStore(FileSpool.ContentsIn(folder)), journal, options.MaxBytes, logger);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{SpoolOptions.Section}:Path: the spool cannot be opened: {error.Message}", error);
        }
    }

    /// <summary>The options, and the spool's folder, absolute; null where there is none.</summary>
    public static (SpoolOptions Options, string? Folder) Read(IServiceProvider services)
    {
        var deployment = services.GetRequiredService<DeploymentOptions>();
        var section = services.GetRequiredService<IConfiguration>().GetSection(SpoolOptions.Section);
        var options = new ProviderContext(Layer.Files, "Spool", Use: null, deployment, section).Bind<SpoolOptions>();
        return (options, string.IsNullOrWhiteSpace(options.Path) ? null : Path.GetFullPath(options.Path, deployment.DataPath));
    }
}
