using System.Reflection;
using System.Runtime.Versioning;

namespace Aspire.Hosting.Execution;

/// <summary>Finds what a project was built to: the same configuration and framework as the AppHost's own.</summary>
internal sealed class ProjectOutput(Assembly? appHost)
{
    private readonly string _configuration =
        appHost?.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration is { Length: > 0 } configuration ? configuration : "Debug";

    private readonly string _framework = FrameworkOf(appHost);

    /// <exception cref="DistributedApplicationException">The project has not been built.</exception>
    public string Find(string projectPath)
    {
        var folder = Path.Combine(Path.GetDirectoryName(projectPath)!, "bin", _configuration, _framework);
        var assembly = Path.Combine(folder, Path.GetFileNameWithoutExtension(projectPath) + ".dll");
        return File.Exists(assembly)
            ? assembly
            : throw new DistributedApplicationException(
                $"It is not built: {assembly} is not there. Build it first: dotnet build \"{projectPath}\" -c {_configuration}");
    }

    private static string FrameworkOf(Assembly? assembly)
    {
        var name = assembly?.GetCustomAttribute<TargetFrameworkAttribute>()?.FrameworkName;
        var version = name is null ? Environment.Version : new FrameworkName(name).Version;
        return $"net{version.Major}.{version.Minor}";
    }
}
