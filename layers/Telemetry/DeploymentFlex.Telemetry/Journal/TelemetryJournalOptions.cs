using System.ComponentModel.DataAnnotations;

namespace DeploymentFlex.Telemetry.Journal;

/// <summary>What is kept on this disk while the collector is away: <c>Layers:Telemetry:journal</c>.</summary>
public sealed class TelemetryJournalOptions
{
    /// <summary>The folder, with one file an instance; <c>telemetry</c> when it is not set. A relative one is under <c>Deployment:DataPath</c>.</summary>
    public string? Path { get; set; }

    /// <summary>The largest size of the file in bytes. When it is full the oldest are dropped, and counted, until half of it is free: that half is in memory for a moment.</summary>
    [Range(1 << 20, 1 << 30, ErrorMessage = "must be between 1 MiB and 1 GiB, in bytes.")]
    public long MaxBytes { get; set; } = 64 << 20;

    internal string FolderIn(string dataPath) =>
        System.IO.Path.GetFullPath(string.IsNullOrWhiteSpace(Path) ? "telemetry" : Path, dataPath);
}
