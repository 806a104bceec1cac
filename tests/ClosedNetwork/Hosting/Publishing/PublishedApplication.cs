using System.Text.Json.Nodes;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Tests.Publishing;

/// <summary>An AppHost in a folder of its own, published as azd does it.</summary>
internal sealed class PublishedApplication : IDisposable
{
    private const string LaunchSettings = """
        { "profiles": { "http": { "commandName": "Project", "applicationUrl": "http://localhost:5123" } } }
        """;

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("manifest-test-");

    public PublishedApplication()
    {
        Directory.CreateDirectory(Path.Combine(_root.FullName, "Host"));
        var profiles = Directory.CreateDirectory(Path.Combine(_root.FullName, "Svc", "Properties"));
        File.WriteAllText(Path.Combine(profiles.FullName, "launchSettings.json"), LaunchSettings);
        Builder = CreateBuilder("--publisher", "manifest", "--output-path", ManifestPath);
    }

    public IDistributedApplicationBuilder Builder { get; }

    /// <summary>The folder that the manifest is written to, two below the one that holds the projects.</summary>
    public string Output => Path.Combine(_root.FullName, "out", "manifest");

    public string ManifestPath => Path.Combine(Output, "aspire-manifest.json");

    public IDistributedApplicationBuilder CreateBuilder(params string[] args) => DistributedApplication.CreateBuilder(
        new DistributedApplicationOptions { Args = args, ProjectDirectory = Path.Combine(_root.FullName, "Host") });

    public IResourceBuilder<ProjectResource> AddService(string name = "svc") => Builder.AddProject(name, "../Svc/Svc.csproj");

    public async Task<JsonNode> PublishAsync()
    {
        await Builder.Build().RunAsync(TestContext.Current.CancellationToken);
        return JsonNode.Parse(await File.ReadAllTextAsync(ManifestPath))!;
    }

    public void Dispose() => _root.Delete(recursive: true);
}
