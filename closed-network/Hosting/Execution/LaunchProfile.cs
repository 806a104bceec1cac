using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Execution;

/// <summary>What a project's <c>Properties/launchSettings.json</c> says of one way to start it.</summary>
internal sealed record LaunchProfile(string Name, string? CommandName, string? ApplicationUrl, IReadOnlyDictionary<string, string> EnvironmentVariables)
{
    private static readonly JsonDocumentOptions s_lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>The first profile that starts the project itself; null when there is none.</summary>
    public static LaunchProfile? First(string projectPath) =>
        Read(projectPath).FirstOrDefault(static profile => profile.CommandName is "Project");

    /// <exception cref="DistributedApplicationException">There is no such profile.</exception>
    public static LaunchProfile? Named(string projectPath, string? name) => name is null
        ? null
        : Read(projectPath).FirstOrDefault(profile => profile.Name == name)
            ?? throw new DistributedApplicationException($"The project {projectPath} has no launch profile '{name}'.");

    /// <summary>Gives the project its endpoints, and in a run its variables.</summary>
    public void AddTo(IResourceBuilder<ProjectResource> project)
    {
        var addresses = (ApplicationUrl ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries);
        if (project.ApplicationBuilder.ExecutionContext.IsPublishMode)
        {
            // The addresses are for developers; what runs a published web project gives it one of each.
            if (addresses.Length > 0)
            {
                project.WithHttpEndpoint().WithAnnotation(
                    new EndpointAnnotation(System.Net.Sockets.ProtocolType.Tcp, "https") { IsDefaultHttps = true });
            }

            return;
        }

        foreach (var address in addresses.Select(static address => new Uri(address.Replace("*", "localhost", StringComparison.Ordinal))))
        {
            var others = project.Resource.Annotations.OfType<EndpointAnnotation>().Count(endpoint => endpoint.UriScheme == address.Scheme);
            project.WithEndpoint(address.Port, scheme: address.Scheme, name: others == 0 ? address.Scheme : $"{address.Scheme}{others + 1}");
        }

        foreach (var (name, value) in EnvironmentVariables)
        {
            project.WithEnvironment(context => context.EnvironmentVariables.TryAdd(name, Environment.ExpandEnvironmentVariables(value)));
        }
    }

    private static IEnumerable<LaunchProfile> Read(string projectPath)
    {
        var file = Path.Combine(Path.GetDirectoryName(projectPath)!, "Properties", "launchSettings.json");
        if (!File.Exists(file))
        {
            return [];
        }

        using var settings = JsonDocument.Parse(File.ReadAllBytes(file), s_lenient);
        return settings.RootElement.TryGetProperty("profiles", out var profiles)
            ? [.. profiles.EnumerateObject().Select(static profile => new LaunchProfile(
                profile.Name,
                TextOf(profile.Value, "commandName"),
                TextOf(profile.Value, "applicationUrl"),
                VariablesOf(profile.Value)))]
            : [];
    }

    private static string? TextOf(JsonElement profile, string property) =>
        profile.TryGetProperty(property, out var value) ? value.GetString() : null;

    private static Dictionary<string, string> VariablesOf(JsonElement profile) =>
        profile.TryGetProperty("environmentVariables", out var variables)
            ? variables.EnumerateObject().ToDictionary(static variable => variable.Name, static variable => variable.Value.GetString() ?? "", StringComparer.Ordinal)
            : [];
}
