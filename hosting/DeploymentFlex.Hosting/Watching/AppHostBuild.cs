using System.Reflection;
using System.Runtime.Versioning;

namespace DeploymentFlex.Hosting.Watching;

/// <summary>Where the build that runs has left its services: in the AppHost's own configuration and framework.</summary>
internal sealed class AppHostBuild(Assembly appHost)
{
    private readonly string _framework = appHost.GetCustomAttribute<TargetFrameworkAttribute>() is { } target
        ? $"net{new FrameworkName(target.FrameworkName).Version.ToString(2)}"
        : $"net{Environment.Version.ToString(2)}";

    public string Configuration { get; } = appHost.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration ?? "Debug";

    /// <summary>Puts an assembly into a project's output. One that is being run stays as it is for who runs it.</summary>
    public void Deliver(string assembly, string project)
    {
        var output = Path.Combine(ProjectGraph.FolderOf(project), "bin", Configuration, _framework);
        foreach (var file in new[] { assembly, Path.ChangeExtension(assembly, ".pdb") }.Where(File.Exists))
        {
            var target = Path.Combine(output, Path.GetFileName(file));
            File.Copy(file, target + ".new", overwrite: true);
            File.Move(target + ".new", target, overwrite: true);
        }
    }
}
