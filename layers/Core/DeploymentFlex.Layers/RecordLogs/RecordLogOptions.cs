namespace DeploymentFlex.Layers.RecordLogs;

/// <summary>Which log to open, and how large it may grow.</summary>
public sealed class RecordLogOptions
{
    /// <summary>The file. Its directory is made when it is missing; a file with the suffix <c>.lock</c> stands beside it.</summary>
    public required string Path { get; init; }

    /// <summary>What the records are: four ASCII characters, for example <c>JOBS</c>. A file of another kind is refused.</summary>
    public required string Kind { get; init; }

    /// <summary>The version of what the records hold. A file with a higher one is refused.</summary>
    public required ushort Version { get; init; }

    /// <summary>The largest size of the file in bytes; an append that would exceed it is refused.</summary>
    public required long MaxBytes { get; init; }
}
