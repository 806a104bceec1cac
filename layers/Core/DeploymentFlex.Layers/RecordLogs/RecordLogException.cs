namespace DeploymentFlex.Layers.RecordLogs;

/// <summary>A record log that cannot be opened or appended to.</summary>
public abstract class RecordLogException(string path, string message) : IOException(message)
{
    /// <summary>The file.</summary>
    public string Path { get; } = path;
}
