namespace DeploymentFlex.Layers.Configuration;

/// <summary>A setting is missing or wrong. The message names the setting, the problem and what is allowed, and no secret.</summary>
public sealed class SettingsException : Exception
{
    public SettingsException(string message)
        : base(message)
    {
    }

    public SettingsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public SettingsException()
    {
    }
}
