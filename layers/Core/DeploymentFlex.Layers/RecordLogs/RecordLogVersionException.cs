namespace DeploymentFlex.Layers.RecordLogs;

/// <summary>The file was written by a newer version of this software, and is left as it is.</summary>
public sealed class RecordLogVersionException(string path, string found, string known)
    : RecordLogException(path, $"The file '{path}' has version {found}; this software reads versions up to {known}. Use the version that wrote it, or a newer one.");
