namespace DeploymentFlex.Layers.RecordLogs;

/// <summary>Another process has the file open.</summary>
public sealed class RecordLogInUseException(string path)
    : RecordLogException(path, $"The file '{path}' is open in another process. One process alone may use it: stop the other one, or give this one a data path of its own.");
