namespace DeploymentFlex.Layers.Tests.Data;

/// <summary>A folder of one test, removed with it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("deploymentflex-data-").FullName;

    /// <summary>Settings that keep the databases in it.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Settings =>
    [
        new("Deployment:Mode", "development"),
        new("Layers:Data:Chain", "sqlite"),
        new("Layers:Data:sqlite:Path", Path),
    ];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
