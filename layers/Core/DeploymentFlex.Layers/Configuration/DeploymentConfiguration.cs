using DeploymentFlex.Layers.Modes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;

namespace DeploymentFlex.Layers.Configuration;

/// <summary>
/// Completes an application's configuration: command line over environment over <c>.env</c> over what the environment's
/// other names stand for over defaults.
/// </summary>
internal static class DeploymentConfiguration
{
    /// <summary>Adds the sources, and returns what to tell the user.</summary>
    /// <exception cref="SettingsException">A name has a value that is not allowed, or a container says no mode.</exception>
    public static IReadOnlyList<string> Complete(IConfigurationManager configuration, string folder)
    {
        var notes = new List<string>();
        ReadDotEnv(configuration, folder, notes);

        var reader = new AliasReader(configuration);
        EnvironmentAliases.Read(reader);
        if (reader.Problems.Count > 0)
        {
            throw new SettingsException(string.Join(Environment.NewLine, reader.Problems));
        }

        reader.NoteOverridden();
        Insert(configuration, reader.Settings);
        RefuseContainerWithoutMode(configuration);
        return [.. notes, .. reader.Notes];
    }

    private static void ReadDotEnv(IConfigurationManager configuration, string folder, List<string> notes)
    {
        var path = Path.Combine(folder, DotEnvFile.Name);
        if (!File.Exists(path))
        {
            return;
        }

        var mode = configuration["Deployment:Mode"] ?? configuration["DEPLOYMENT_MODE"];
        if (mode is not null && !(DeploymentModes.TryParse(mode, out var parsed) && parsed is DeploymentMode.Development))
        {
            notes.Add($"{path} is ignored: a service reads it in development mode only. Hand its values over as environment variables.");
            return;
        }

        Insert(configuration, DotEnvFile.Read(path));
    }

    private static void RefuseContainerWithoutMode(IConfiguration configuration)
    {
        if (configuration["DOTNET_RUNNING_IN_CONTAINER"] is "true" && configuration["Deployment:Mode"] is null)
        {
            throw new SettingsException(
                $"DEPLOYMENT_MODE: is not set, and a container does not run in development mode by accident. Allowed: {string.Join(", ", DeploymentModes.Names)}.");
        }
    }

    private static void Insert(IConfigurationManager configuration, IEnumerable<KeyValuePair<string, string?>> settings) =>
        configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = settings });
}
