using DeploymentFlex.Conformance.Time;
using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Circuits;
using DeploymentFlex.Layers.Providers;

namespace DeploymentFlex.Layers.Tests.Core.Chains;

public class WeakerSecrecyTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(30);

    private readonly ManualTime _time = new();
    private readonly List<string> _audit = [];

    [Fact]
    public async Task Each_use_is_told_and_ends_with_the_time_that_was_allowed()
    {
        var chain = Create();
        await SpeakAsync(chain);
        _audit.ShouldBeEmpty();

        chain.Links[0].Circuit.Trip();
        (await SpeakAsync(chain)).Provider.ShouldBe("variables");
        (await SpeakAsync(chain)).Provider.ShouldBe("variables");
        _audit.ShouldBe(["variables", "variables"]);

        _time.Advance(s_limit);
        chain.Active.ShouldBeNull();
        (await SpeakAsync(chain)).Failure.ShouldBeOfType<LayerUnavailableException>();
        _audit.Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_time_begins_anew_when_the_primary_has_served_again()
    {
        var chain = Create();
        chain.Links[0].Circuit.Trip();
        _time.Advance(s_limit - TimeSpan.FromSeconds(1));
        Close(chain);
        chain.Active!.Name.ShouldBe("vault");

        chain.Links[0].Circuit.Trip();
        _time.Advance(s_limit - TimeSpan.FromSeconds(1));
        (await SpeakAsync(chain)).Provider.ShouldBe("variables");
    }

    [Fact]
    public async Task After_the_time_the_primary_serves_as_soon_as_it_is_back()
    {
        var chain = Create();
        chain.Links[0].Circuit.Trip();
        _time.Advance(s_limit);
        Close(chain);
        (await SpeakAsync(chain)).Provider.ShouldBe("vault");
    }

    private static void Close(ProviderChain<Speaker> chain)
    {
        for (var i = 0; i < chain.Options.Circuit.ProbesToClose; i++)
        {
            chain.Links[0].Circuit.Succeeded();
        }
    }

    private static ValueTask<ChainOutcome<string>> SpeakAsync(ProviderChain<Speaker> chain) => chain.WithFallbackAsync(
        static (speaker, _, token) => speaker.SpeakAsync(token), 0, TestContext.Current.CancellationToken);

    private ProviderChain<Speaker> Create()
    {
        var options = new ChainOptions { AllowWeaker = true, MaxDuration = s_limit };
        var chain = new ProviderChain<Speaker>(
            Layer.Credentials, use: null, options, [Link("vault", Secrecy.Guarded), Link("variables", Secrecy.Clear)], _time);
        chain.WeakerUsed += (_, link) => _audit.Add(link.Name);
        return chain;

        ChainLink<Speaker> Link(string name, Secrecy secrecy) => new(
            new Speaker(name),
            new ProviderDescriptor(Layer.Credentials, name, typeof(Speaker), new Promise(Durability.Disk, Reach.Cluster, secrecy), (_, _) => new Speaker(name)),
            new Circuit(options.Circuit, _time));
    }
}
