using System.ComponentModel.DataAnnotations;

namespace DeploymentFlex.Layers.Tests.Docs;

// docs/providers.md shows this file; a test compares the two.

/// <summary>The cache in a folder: <c>Layers:Cache:folder</c>.</summary>
public sealed class FileCacheOptions
{
    [Required(ErrorMessage = "must name a folder.")]
    public string Path { get; set; } = string.Empty;
}
