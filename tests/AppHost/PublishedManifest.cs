using System.Diagnostics;
using System.Text.Json.Nodes;

namespace DeploymentFlex.AppHost.Tests;

/// <summary>A manifest of the AppHost, and the folder that its paths begin at.</summary>
internal sealed record PublishedManifest(JsonNode Root, string Folder)
{
    private static readonly string s_appHost = Path.TrimEndingDirectorySeparator(Projects.DeploymentFlex_AppHost.ProjectPath);

    public static string RepositoryRoot => Path.GetDirectoryName(s_appHost)!;

    public JsonObject Resources => Root["resources"]!.AsObject();

    /// <summary>The texts in the manifest, at any depth.</summary>
    public IEnumerable<string> Texts => TextsOf(Root);

    public static PublishedManifest Read(string path) => new(JsonNode.Parse(File.ReadAllBytes(path))!, Path.GetDirectoryName(path)!);

    /// <summary>Runs the AppHost with Aspire's own arguments, as azd does.</summary>
    public static async Task<PublishedManifest> PublishAsync(
        string folder, string mode, IReadOnlyDictionary<string, string>? environment = null)
    {
        var path = Path.Combine(folder, "aspire-manifest.json");
        var start = new ProcessStartInfo("dotnet", [AppHost(), "--publisher", "manifest", "--output-path", path, "--mode", mode])
        {
            WorkingDirectory = RepositoryRoot,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var token = TestContext.Current.CancellationToken;
        var output = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(token), process.StandardError.ReadToEndAsync(token));
        await process.WaitForExitAsync(token);
        process.ExitCode.ShouldBe(0, string.Concat(output));
        return Read(path);
    }

    /// <summary>Each resource as text, with full paths of projects, and without the folder of Bicep modules.</summary>
    public IReadOnlyDictionary<string, string> Comparable()
    {
        var copy = Resources.DeepClone().AsObject();
        foreach (var (_, resource) in copy)
        {
            if (resource!["path"]?.GetValue<string>() is { } path)
            {
                resource["path"] = IsBicep(resource) ? Path.GetFileName(path) : Path.GetFullPath(path, Folder);
            }
        }

        return copy.ToDictionary(static resource => resource.Key, static resource => Sorted(resource.Value!).ToJsonString(), StringComparer.Ordinal);
    }

    /// <summary>The Bicep modules: the name of each file, and what is in it.</summary>
    public IReadOnlyDictionary<string, string> Modules() => Resources
        .Where(static resource => IsBicep(resource.Value!))
        .Select(resource => Path.Combine(Folder, resource.Value!["path"]!.GetValue<string>()))
        .ToDictionary(static path => Path.GetFileName(path)!, File.ReadAllText, StringComparer.Ordinal);

    private static bool IsBicep(JsonNode resource) => resource["type"]!.GetValue<string>().StartsWith("azure.bicep.", StringComparison.Ordinal);

    private static string AppHost() => Path.Combine(
        s_appHost, "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", "DeploymentFlex.AppHost.dll");

    private static JsonNode Sorted(JsonNode node) => node is JsonObject whole
        ? new JsonObject(whole.OrderBy(static part => part.Key, StringComparer.Ordinal)
            .Select(static part => KeyValuePair.Create(part.Key, part.Value is null ? null : (JsonNode?)Sorted(part.Value))))
        : node.DeepClone();

    private static IEnumerable<string> TextsOf(JsonNode? node) => node switch
    {
        JsonObject whole => whole.SelectMany(static part => TextsOf(part.Value)),
        JsonArray list => list.SelectMany(TextsOf),
        JsonValue value when value.TryGetValue<string>(out var text) => [text],
        _ => [],
    };
}
