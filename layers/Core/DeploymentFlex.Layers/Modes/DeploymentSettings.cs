using DeploymentFlex.Layers.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace DeploymentFlex.Layers.Modes;

/// <summary>Reads <see cref="DeploymentOptions"/>.</summary>
internal static class DeploymentSettings
{
    public static DeploymentOptions Read(IConfiguration configuration, IHostEnvironment environment, string service)
    {
        var section = configuration.GetSection(DeploymentOptions.Section);
        var text = section["Mode"];
        if (!DeploymentModes.TryParse(text ?? "development", out var mode))
        {
            throw new SettingsException(
                $"Deployment:Mode: '{text}' is not a mode. Allowed: {string.Join(", ", DeploymentModes.Names)}.");
        }

        return new DeploymentOptions
        {
            Mode = mode,
            Service = service,
            DataPath = ReadFolder(section["DataPath"] ?? ".data", environment.ContentRootPath),
            MigrateAtStart = ReadSwitch(section, "MigrateAtStart"),
        };
    }

    private static bool? ReadSwitch(IConfigurationSection section, string name) => section[name] switch
    {
        null or "" => null,
        var text when bool.TryParse(text, out var isOn) => isOn,
        var text => throw new SettingsException($"{section.Path}:{name}: '{text}' is neither true nor false."),
    };

    private static string ReadFolder(string path, string root)
    {
        try
        {
            return Path.GetFullPath(path, root);
        }
        catch (ArgumentException error)
        {
            throw new SettingsException($"Deployment:DataPath: is not a path: {error.Message}", error);
        }
    }
}
