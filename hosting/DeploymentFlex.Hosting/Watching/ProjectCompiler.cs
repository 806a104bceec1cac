using System.Text.RegularExpressions;

namespace DeploymentFlex.Hosting.Watching;

/// <summary>
/// Compiles one project by the compiler server, which the build left running and warm, without analyzers and without
/// MSBuild: a few hundred milliseconds instead of seconds. What it makes lies apart from what the build makes.
/// </summary>
internal sealed partial class ProjectCompiler(CompilerArguments arguments, string folder)
{
    private static readonly string[] s_own = ["/noconfig", "/out:", "/refout:", "/doc:", "/warnaserror"];

    /// <summary>What a compilation made of the project, where there was one.</summary>
    public string AssemblyOf(string project) => Path.Combine(folder, NameOf(project));

    /// <returns>The errors, none when it succeeded; and whether what others see of it has changed.</returns>
    public async Task<(IReadOnlyList<string> Errors, bool HasNewSurface)> CompileAsync(string project, CancellationToken cancellationToken)
    {
        var surface = SurfaceOf(project);
        Directory.CreateDirectory(Path.GetDirectoryName(surface)!);
        var fresh = surface + ".new";
        string[] lines =
        [
            .. arguments.Of(project).Where(static argument => !s_own.Any(own => argument.StartsWith(own, StringComparison.Ordinal))).Select(WithNewSurface),
            $"/out:\"{AssemblyOf(project)}\"",
            $"/refout:\"{fresh}\"",
            "/warnaserror-",
            "/skipanalyzers+",
            "/features:enable-generator-cache",
        ];
        var file = Path.Combine(folder, Path.GetFileNameWithoutExtension(project) + ".watch.rsp");
        await File.WriteAllLinesAsync(file, lines, cancellationToken);
        var (exitCode, output) = await ToolProcess.RunAsync(
            "dotnet", ["exec", arguments.Compiler, "-shared", "-noconfig", "-nologo", "@" + file], ProjectGraph.FolderOf(project), cancellationToken);
        if (exitCode != 0)
        {
            string[] errors = [.. output.Split('\n', StringSplitOptions.TrimEntries).Where(static line => Error().IsMatch(line)).Distinct(StringComparer.Ordinal)];
            return (errors.Length > 0 ? errors : [output.Trim()], false);
        }

        var before = File.Exists(surface) ? surface : BuiltSurfaceOf(project);
        var changed = before is null || !File.ReadAllBytes(before).AsSpan().SequenceEqual(File.ReadAllBytes(fresh));
        File.Move(fresh, surface, overwrite: true);
        return ([], changed);
    }

    // What was compiled while watching is newer than what the build left.
    private string WithNewSurface(string argument)
    {
        if (!argument.StartsWith("/reference:", StringComparison.Ordinal))
        {
            return argument;
        }

        var surface = Path.Combine(folder, "ref", Path.GetFileName(argument["/reference:".Length..].Trim('"')));
        return File.Exists(surface) ? $"/reference:\"{surface}\"" : argument;
    }

    private string? BuiltSurfaceOf(string project)
    {
        var built = arguments.Of(project).FirstOrDefault(static argument => argument.StartsWith("/refout:", StringComparison.Ordinal));
        var path = built is null ? null : Path.Combine(ProjectGraph.FolderOf(project), built["/refout:".Length..].Trim('"'));
        return File.Exists(path) ? path : null;
    }

    private string SurfaceOf(string project) => Path.Combine(folder, "ref", NameOf(project));

    private static string NameOf(string project) => Path.GetFileNameWithoutExtension(project) + ".dll";

    [GeneratedRegex(@"(?:^|: )error \w+:", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Error();
}
