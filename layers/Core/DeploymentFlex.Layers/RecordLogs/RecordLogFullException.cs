namespace DeploymentFlex.Layers.RecordLogs;

/// <summary>The record does not fit below the largest size of the file. Nothing was written.</summary>
public sealed class RecordLogFullException(string path, long maxBytes)
    : RecordLogException(path, $"The file '{path}' is full: it may hold {maxBytes} bytes.");
