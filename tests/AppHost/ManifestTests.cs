using System.Reflection;
using System.Text.RegularExpressions;
using DeploymentFlex.Conformance.Manifests;
using DeploymentFlex.Hosting;

namespace DeploymentFlex.AppHost.Tests;

public sealed partial class ManifestTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("manifest-");

    public static TheoryData<string> Modes => ["development", "on-premises", "saas", "hybrid"];

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task The_manifest_of_each_mode_is_valid_and_describes_whatever_it_refers_to(string mode)
    {
        var manifest = await PublishedManifest.PublishAsync(_folder.FullName, mode);

        ManifestSchema.ProblemsOf(manifest.Root).ShouldBeEmpty();
        var known = manifest.Resources.Select(static resource => resource.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var referred = manifest.Texts.SelectMany(static text => Expression().Matches(text)).Select(static match => match.Groups["resource"].Value);
        referred.Distinct().Where(name => !known.Contains(name)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Only_the_gateway_can_be_reached_from_outside(string mode)
    {
        var manifest = await PublishedManifest.PublishAsync(_folder.FullName, mode);

        var external = manifest.Resources.Where(static resource => resource.Value!["bindings"]?.AsObject()
            .Any(static binding => binding.Value!["external"]?.GetValue<bool>() is true) is true);
        external.Select(static resource => resource.Key).ShouldBe(["gateway"]);
    }

    [Fact]
    public async Task The_manifest_in_the_repository_is_what_saas_gives_today()
    {
        var today = await PublishedManifest.PublishAsync(_folder.FullName, "saas");

        var kept = PublishedManifest.Read(Path.Combine(PublishedManifest.RepositoryRoot, "aspire-manifest.json"));

        const string Advice = "Write it anew: ./flex publish manifest";
        kept.Comparable().ShouldBe(today.Comparable(), ignoreOrder: true, Advice);
        if (Feed is "closed")
        {
            // Aspire's own libraries write other modules, with the same parameters and outputs.
            kept.Modules().ShouldBe(today.Modules(), ignoreOrder: true, Advice);
        }
    }

    private static string? Feed => typeof(Deployment).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static metadata => metadata.Key is "Feed").Value;

    public void Dispose() => _folder.Delete(recursive: true);

    [GeneratedRegex(@"\{(?<resource>[\w-]+)\.[\w.-]+\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Expression();
}
