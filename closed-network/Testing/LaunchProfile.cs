using System.Reflection;
using System.Text.Json;

namespace Aspire.Hosting.Testing;

/// <summary>The environment variables of an AppHost's launch profile, which a test has as settings.</summary>
internal static class LaunchProfile
{
    private static readonly JsonDocumentOptions s_json = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <param name="appHost">The AppHost, whose folder the build has written into it.</param>
    /// <param name="name">The profile; the first one when null.</param>
    /// <exception cref="InvalidOperationException">There is no profile of this name.</exception>
    public static IReadOnlyDictionary<string, string?> Read(Assembly appHost, string? name)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        var folder = appHost.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(static metadata => metadata.Key is "apphostprojectpath")?.Value;
        var file = Path.Combine(folder ?? "", "Properties", "launchSettings.json");
        if (!File.Exists(file))
        {
            return settings;
        }

        using var document = JsonDocument.Parse(File.ReadAllText(file), s_json);
        foreach (var variable in Variables(document, name, file))
        {
            settings[variable.Name] = variable.Value.GetString();

            // What a host reads without its prefix when it comes from the environment.
            if (variable.Name.StartsWith("DOTNET_", StringComparison.OrdinalIgnoreCase))
            {
                settings[variable.Name["DOTNET_".Length..]] = variable.Value.GetString();
            }
        }

        return settings;
    }

    private static JsonProperty[] Variables(JsonDocument document, string? name, string file)
    {
        JsonProperty[] profiles = document.RootElement.TryGetProperty("profiles", out var all) ? [.. all.EnumerateObject()] : [];
        var profile = name is null ? profiles.FirstOrDefault() : profiles.FirstOrDefault(profile => profile.NameEquals(name));
        if (name is not null && profile.Value.ValueKind is not JsonValueKind.Object)
        {
            throw new InvalidOperationException(
                $"DOTNET_LAUNCH_PROFILE: '{name}' is not in {file}. Known: {string.Join(", ", profiles.Select(static profile => profile.Name))}.");
        }

        return profile.Value.ValueKind is JsonValueKind.Object && profile.Value.TryGetProperty("environmentVariables", out var variables)
            ? [.. variables.EnumerateObject()]
            : [];
    }
}
