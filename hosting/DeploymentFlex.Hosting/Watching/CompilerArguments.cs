using System.Xml.Linq;

namespace DeploymentFlex.Hosting.Watching;

/// <summary>What the build would give the compiler for each project, asked of MSBuild once and not for each save.</summary>
/// <param name="folder">Where MSBuild writes the answer.</param>
/// <param name="configuration">The configuration that was built, for example <c>Debug</c>.</param>
internal sealed class CompilerArguments(string folder, string configuration)
{
    private const string Ask = """
        <Project>
          <Target Name="WriteCompilerArguments" DependsOnTargets="Compile">
            <WriteLinesToFile File="$(Answers)$(MSBuildProjectName).rsp" Lines="@(CscCommandLineArgs)" Overwrite="true" />
            <WriteLinesToFile File="$(Answers)compiler" Lines="$(RoslynTargetsPath)" Overwrite="true" />
          </Target>
        </Project>
        """;

    private readonly Dictionary<string, IReadOnlyList<string>> _arguments = new(StringComparer.Ordinal);

    /// <summary>The compiler of the SDK that builds here.</summary>
    public string Compiler => Path.Combine(File.ReadAllText(Path.Combine(folder, "compiler")).Trim(), "bincore", "csc.dll");

    /// <exception cref="InvalidOperationException">MSBuild does not understand the projects; the message says why.</exception>
    public async Task LoadAsync(IReadOnlyList<string> projects, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var all = Path.Combine(folder, "ask-all.proj");
        AskAll(projects).Save(all);
        await File.WriteAllTextAsync(Path.Combine(folder, "ask.targets"), Ask, cancellationToken);
        var (exitCode, output) = await ToolProcess.RunAsync(
            "dotnet",
            ["msbuild", all, "-t:Ask", "-nologo", "-v:q"],
            ProjectGraph.FolderOf(projects[^1]),
            cancellationToken);
        if (exitCode != 0)
        {
            throw new InvalidOperationException($"The projects cannot be watched: {output.Trim()}");
        }

        foreach (var project in projects)
        {
            _arguments[project] = await File.ReadAllLinesAsync(
                Path.Combine(folder, Path.GetFileNameWithoutExtension(project) + ".rsp"), cancellationToken);
        }
    }

    // One process asks all projects: it is warm after the first.
    private XElement AskAll(IReadOnlyList<string> projects) => new(
        "Project",
        new XElement("ItemGroup", projects.Select(static project => new XElement("Watched", new XAttribute("Include", project)))),
        new XElement("Target", new XAttribute("Name", "Ask"), new XElement(
            "MSBuild",
            new XAttribute("Projects", "@(Watched)"),
            new XAttribute("Targets", "WriteCompilerArguments"),
            new XAttribute("Properties", string.Join(
                ';',
                $"Configuration={configuration}",
                "CustomAfterMicrosoftCommonTargets=$(MSBuildThisFileDirectory)ask.targets",
                "Answers=$(MSBuildThisFileDirectory)",
                "BuildProjectReferences=false",
                "SkipCompilerExecution=true",
                "ProvideCommandLineArgs=true",
                "NonExistentFile=never")))));

    public IReadOnlyList<string> Of(string project) => _arguments[project];

    /// <summary>Whether the compiler reads a file of a project: a source, a page or an embedded file.</summary>
    public bool Have(string project, string file)
    {
        var relative = Path.GetRelativePath(ProjectGraph.FolderOf(project), file);
        return Of(project).Any(argument => argument.Contains(relative, StringComparison.Ordinal));
    }
}
