using System.ComponentModel.DataAnnotations;

namespace DeploymentFlex.Cache;

/// <summary>The cache in this process's memory: <c>Layers:Cache:memory</c>.</summary>
public sealed class InMemoryCacheOptions
{
    /// <summary>What keys and values may take in all, in bytes; the least recently used go first.</summary>
    [Range(1024 * 1024, 64L * 1024 * 1024 * 1024, ErrorMessage = "must be between 1 MiB and 64 GiB, in bytes.")]
    public long MaxBytes { get; set; } = 64 * 1024 * 1024;
}
