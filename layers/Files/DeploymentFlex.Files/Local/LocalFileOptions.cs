namespace DeploymentFlex.Files.Local;

/// <summary>The settings of the provider <c>local</c>: <c>Layers:Files:local</c>.</summary>
public sealed class LocalFileOptions
{
    /// <summary>
    /// The folder of the files, <c>files</c> when it is not set; a relative one is under <c>Deployment:DataPath</c>.
    /// Temporary files are in it too, so it is on one file system.
    /// </summary>
    public string? Path { get; set; }

    internal string FolderIn(string dataPath) =>
        System.IO.Path.GetFullPath(string.IsNullOrWhiteSpace(Path) ? "files" : Path, dataPath);
}
