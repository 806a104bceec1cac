namespace DeploymentFlex.Cli.Tests;

/// <summary>An empty clone in a folder of its own, removed at the end.</summary>
internal sealed class TemporaryRepository : IDisposable
{
    public TemporaryRepository()
    {
        Root = Directory.CreateTempSubdirectory("flex-").FullName;
        Repository = new Repository(Root);
        Write("DeploymentFlex.sln", "");
    }

    public string Root { get; }

    public Repository Repository { get; }

    public string Write(string name, string text)
    {
        var path = Path.Combine(Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
