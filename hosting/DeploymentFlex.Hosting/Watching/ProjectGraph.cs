using System.Xml.Linq;

namespace DeploymentFlex.Hosting.Watching;

/// <summary>The projects behind the services, by their references: which one a file belongs to, and what is made of it.</summary>
internal sealed class ProjectGraph
{
    // Each project with what it references, itself last: the order in which they are built.
    private readonly Dictionary<string, IReadOnlyList<string>> _closures = new(StringComparer.Ordinal);

    /// <param name="projects">The services' project files; what they reference is found from there.</param>
    public ProjectGraph(IEnumerable<string> projects)
    {
        foreach (var project in projects)
        {
            AddClosure(Path.GetFullPath(project));
        }
    }

    /// <summary>Every project, each after those that it references.</summary>
    public IReadOnlyList<string> Projects => [.. _closures.Keys];

    /// <summary>The project whose folder a file lies in; null for one of none, and for what a build writes.</summary>
    public string? ProjectOf(string file)
    {
        var project = _closures.Keys
            .Where(project => file.StartsWith(FolderOf(project) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            .MaxBy(static project => project.Length);
        if (project is null)
        {
            return null;
        }

        var first = Path.GetRelativePath(FolderOf(project), file).Split(Path.DirectorySeparatorChar)[0];
        return first is "bin" or "obj" ? null : project;
    }

    /// <summary>Whether a project is made of another, or is that one.</summary>
    public bool Uses(string project, string other) => _closures[project].Contains(other, StringComparer.Ordinal);

    public static string FolderOf(string project) => Path.GetDirectoryName(project)!;

    private IReadOnlyList<string> AddClosure(string project)
    {
        if (_closures.TryGetValue(project, out var known))
        {
            return known;
        }

        var references = FilesOf(project).SelectMany(static file => XDocument.Load(file).Descendants("ProjectReference"))
            .Select(static reference => reference.Attribute("Include")?.Value)
            .OfType<string>()
            .Select(path => Path.GetFullPath(path.Replace('\\', Path.DirectorySeparatorChar), FolderOf(project)))
            .Where(File.Exists);
        string[] closure = [.. references.SelectMany(AddClosure).Distinct(StringComparer.Ordinal), project];
        _closures[project] = closure;
        return closure;
    }

    /// <summary>The project's own file, and the one that it shares with the projects beside it.</summary>
    private static IEnumerable<string> FilesOf(string project) =>
        new[] { project, Path.Combine(FolderOf(project), "..", "Directory.Build.props") }.Where(File.Exists);
}
