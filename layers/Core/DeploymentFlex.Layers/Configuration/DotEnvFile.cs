namespace DeploymentFlex.Layers.Configuration;

/// <summary>Reads a <c>.env</c> file into settings, without touching the process's environment.</summary>
public static class DotEnvFile
{
    public const string Name = ".env";

    /// <summary>The settings of the file, with <c>__</c> as the separator of sections.</summary>
    /// <exception cref="SettingsException">The file cannot be read as one; the message names file and reason, and no value.</exception>
    public static IReadOnlyDictionary<string, string?> Read(string path)
    {
        try
        {
            var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
            foreach (var (name, value) in DotNetEnv.Env.NoEnvVars().Load(path))
            {
                settings[name.Replace("__", ":", StringComparison.Ordinal)] = value;
            }

            return settings;
        }
#pragma warning disable CA1031, MA0054 // The parser's own exceptions may quote the line, and with it a secret.
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            throw new SettingsException($"{path}: is not a .env file that can be read ({error.GetType().Name}). Each line is NAME=value, a comment with #, or empty.");
        }
#pragma warning restore CA1031, MA0054
    }
}
