namespace DeploymentFlex.Vectors.Embedded;

/// <summary>The settings of the provider <c>embedded</c>: <c>Layers:Vectors:embedded</c>.</summary>
public sealed class EmbeddedVectorOptions
{
    /// <summary>
    /// The folder, with one file a collection; <c>vectors</c> when it is not set. A relative one is under
    /// <c>Deployment:DataPath</c>.
    /// </summary>
    public string? Path { get; set; }

    internal string FolderIn(string dataPath) =>
        System.IO.Path.GetFullPath(string.IsNullOrWhiteSpace(Path) ? "vectors" : Path, dataPath);
}
