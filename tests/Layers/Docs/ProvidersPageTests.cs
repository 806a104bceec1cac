using System.Text.RegularExpressions;
using DeploymentFlex.Cache;
using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Tests.Core;
using DeploymentFlex.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace DeploymentFlex.Layers.Tests.Docs;

/// <summary>What docs/providers.md and docs/testing-kits.md say is compiled, run, and word for word what stands here.</summary>
public partial class ProvidersPageTests
{
    [Theory]
    [InlineData("providers.md")]
    [InlineData("testing-kits.md")]
    public void A_page_shows_the_code_that_is_compiled(string name)
    {
        var page = File.ReadAllText(Path.Combine(Clone.Root, "docs", name));
        var blocks = CodeBlock().Matches(page).Select(static match => match.Groups["code"].Value.Trim()).ToList();
        var sources = Directory.EnumerateFiles(Path.Combine(Clone.Root, "tests", "Layers", "Docs"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText).ToList();
        blocks.Count.ShouldBeGreaterThan(3);
        foreach (var block in blocks)
        {
            sources.ShouldContain(source => source.Contains(block, StringComparison.Ordinal), block);
        }
    }

    [Fact]
    public async Task A_provider_of_ones_own_serves_a_chain_by_its_name()
    {
        var folder = Directory.CreateTempSubdirectory("flex-cache-").FullName;
        var builder = LayerHost.Create(("Layers:Cache:Chain", "folder,memory"), ("Layers:Cache:folder:Path", folder)).AddLayersForTest();
        builder.AddCache();
        await using (var services = builder.Services.BuildServiceProvider())
        {
            await services.GetRequiredService<ICache>().SetAsync("k", "v"u8.ToArray(), TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        }

        Directory.EnumerateFiles(folder).Count().ShouldBe(1);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_layer_of_ones_own_is_served_by_the_chain_of_its_settings()
    {
        var builder = LayerHost.Create(("Layers:Notices:Chain", "memory")).AddLayersForTest();
        builder.AddNotices();
        builder.Services.AddProviders(static registry => registry.AddMemoryNotices());
        await using var services = builder.Services.BuildServiceProvider();
        (await services.GetRequiredService<INotices>().SendAsync("hello", TestContext.Current.CancellationToken)).ShouldBe("memory");
        services.GetRequiredService<ProviderChain<INotices>>().DisplayName.ShouldBe("notices");
    }

    [GeneratedRegex("```csharp\n(?<code>.*?)```", RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CodeBlock();
}
