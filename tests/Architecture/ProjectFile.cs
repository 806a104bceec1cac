using System.Xml.Linq;

namespace DeploymentFlex.Architecture.Tests;

/// <summary>A project of the solution, as its file says.</summary>
/// <param name="Path">Its path from the root, with slashes.</param>
/// <param name="References">The projects that it references, by their paths from the root.</param>
/// <param name="Packages">The packages that it references.</param>
public sealed record ProjectFile(string Path, IReadOnlyList<string> References, IReadOnlyList<string> Packages)
{
    /// <summary>The first folder of its path: <c>layers</c>, <c>services</c>, …</summary>
    public string Room => Path.Split('/')[0];

    /// <summary>The second: the layer or the service.</summary>
    public string Name => Path.Split('/')[1];

    public string Folder => Path[..Path.LastIndexOf('/')];

    /// <summary>Its source files, without what a build made.</summary>
    public IEnumerable<string> Sources => Directory
        .EnumerateFiles(System.IO.Path.Combine(Root, Folder), "*", SearchOption.AllDirectories)
        .Where(static path => path.EndsWith(".cs", StringComparison.Ordinal) || path.EndsWith(".razor", StringComparison.Ordinal))
        .Where(static path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal));

    public static string Root { get; } = FindRoot();

    /// <summary>Every project outside of <c>tests</c> and <c>benchmarks</c>.</summary>
    public static IReadOnlyList<ProjectFile> All { get; } =
    [
        .. Directory.EnumerateFiles(Root, "*.csproj", SearchOption.AllDirectories)
            .Select(static path => Relative(path))
            .Where(static path => !path.StartsWith("tests/", StringComparison.Ordinal) && !path.StartsWith("benchmarks/", StringComparison.Ordinal))
            .Where(static path => !path.StartsWith('.'))
            .Select(Read)
            .OrderBy(static project => project.Path, StringComparer.Ordinal),
    ];

    public override string ToString() => Path;

    private static ProjectFile Read(string path)
    {
        var file = System.IO.Path.Combine(Root, path);
        var folder = System.IO.Path.GetDirectoryName(file)!;

        // With what it shares with the projects beside it.
        List<XDocument> parts = [.. new[] { file, System.IO.Path.Combine(folder, "..", "Directory.Build.props") }.Where(File.Exists).Select(XDocument.Load)];
        return new ProjectFile(
            path,
            [.. parts.SelectMany(static xml => Includes(xml, "ProjectReference")).Select(item => Relative(System.IO.Path.GetFullPath(item.Replace('\\', '/'), folder)))],
            [.. parts.SelectMany(static xml => Includes(xml, "PackageReference"))]);
    }

    private static IEnumerable<string> Includes(XDocument xml, string element) =>
        xml.Descendants(element).Select(static item => item.Attribute("Include")?.Value).OfType<string>();

    private static string Relative(string path) => System.IO.Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "DeploymentFlex.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run outside of a checkout.");
        }

        return folder.FullName;
    }
}
