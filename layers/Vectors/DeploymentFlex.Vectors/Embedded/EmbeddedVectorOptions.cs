using System.ComponentModel.DataAnnotations;

namespace DeploymentFlex.Vectors.Embedded;

/// <summary>The settings of the provider <c>embedded</c>: <c>Layers:Vectors:embedded</c>.</summary>
public sealed class EmbeddedVectorOptions
{
    /// <summary>
    /// The folder, with one file a collection; <c>vectors</c> when it is not set. A relative one is under
    /// <c>Deployment:DataPath</c>.
    /// </summary>
    public string? Path { get; set; }

    /// <summary>
    /// A collection of fewer records than this is searched exactly: every vector is read. In a larger one, codes of an eighth
    /// the size say which vectors are worth it.
    /// </summary>
    [Range(0, int.MaxValue, ErrorMessage = "must not be negative.")]
    public int ExactBelow { get; set; } = 20_000;

    internal string FolderIn(string dataPath) =>
        System.IO.Path.GetFullPath(string.IsNullOrWhiteSpace(Path) ? "vectors" : Path, dataPath);
}
