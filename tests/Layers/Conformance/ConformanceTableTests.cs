using System.Reflection;
using DeploymentFlex.Conformance.Credentials;
using DeploymentFlex.Conformance.Files;
using DeploymentFlex.Conformance.Table;
using DeploymentFlex.Layers.Providers;

namespace DeploymentFlex.Layers.Tests.Conformance;

/// <summary>Every provider has its conformance class, and the page lists all that there is.</summary>
public sealed class ConformanceTableTests
{
    // They stand in for a provider, and promise nothing.
    private static readonly string[] s_standIns = ["none", "noop", "chaos"];

    // Interfaces that a provider of the layer may have or not.
    private static readonly Type[] s_optional = [typeof(FileLinksConformance), typeof(CredentialStoreConformance)];

    private static readonly Assembly s_assembly = Assembly.GetExecutingAssembly();

    public static TheoryData<string, string> Providers
    {
        get
        {
            var registry = ProviderAssemblies.Register(new ProviderRegistry(), entry: null);
            var providers = from layer in Layer.All
                            from name in registry.NamesOf(layer).Except(s_standIns)
                            where registry.Find(layer, name)!.Create.Method.DeclaringType!.Assembly != s_assembly
                            select (layer, name);
            var data = new TheoryData<string, string>();
            foreach (var (layer, name) in providers)
            {
                data.Add(layer, name);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void A_provider_has_a_class_for_each_contract_of_its_layer(string layer, string provider)
    {
        var contracts = ConformanceCases.ContractsOf(layer);
        contracts.ShouldNotBeEmpty($"there is no conformance class in tests/Conformance/{layer}");
        var classes = ConformanceCases.ClassesOf(s_assembly).Where(item => item.Of.Layer == layer && item.Of.Provider == provider).Select(static item => item.Type);
        contracts.Except(s_optional).Where(contract => !classes.Any(type => type.IsSubclassOf(contract)))
            .ShouldBeEmpty($"derive a class from each, with [Conforms(Layer.{layer}, \"{provider}\")]");
    }

    [Fact]
    public void There_are_providers_to_look_at() => Providers.Count.ShouldBeGreaterThan(5);

    [Fact]
    public void The_page_lists_every_case_of_every_provider_as_passed()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable("FLEX_WRITE_CONFORMANCE") is "1", "This run writes the page.");
        var cases = ConformanceCases.ClassesOf(s_assembly).SelectMany(static item => ConformanceCases.Of(item.Type, item.Of)).ToList();
        var page = ConformanceTable.Read(File.ReadAllText(ConformancePage.Path), cases.Select(static item => item.Column).Distinct().ToList());

        const string stale = "docs/conformance.md is stale: FLEX_WRITE_CONFORMANCE=1 ./flex test Conformance";
        cases.Except(page.Keys).ShouldBeEmpty(stale);
        page.Keys.Except(cases).ShouldBeEmpty(stale);
        page.Where(static item => item.Value is not ConformanceTable.Passed).ShouldBeEmpty(stale);
    }

    [Fact]
    public void A_page_is_read_as_it_was_written()
    {
        var results = new Dictionary<ConformanceCase, string>
        {
            [new(Layer.Cache, "`memory`", "Cache", "A value is read")] = "passed",
            [new(Layer.Cache, "`redis` on Redis", "Cache", "A value is read")] = "failed",
            [new(Layer.Cache, "`memory`", "Limits", "Only one of the two has this")] = "passed",
            [new(Layer.Data, "`sqlite`", "Outbox", "Many messages all arrive")] = "passed",
        };

        var page = ConformanceTable.Write(results, new Dictionary<string, string?> { ["`redis` on Redis"] = "7.0.15" });

        page.ShouldContain("`redis` on Redis 7.0.15");
        ConformanceTable.Read(page, ["`memory`", "`redis` on Redis", "`sqlite`"]).ShouldBe(results, ignoreOrder: true);
    }
}
