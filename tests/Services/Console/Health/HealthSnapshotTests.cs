using DeploymentFlex.Layers.Health;
using DeploymentFlex.Services.Console.Health;

namespace DeploymentFlex.Services.Tests.ConsolePages.Health;

public sealed class HealthSnapshotTests
{
    [Fact]
    public void Services_that_see_a_chain_in_the_same_state_share_a_row()
    {
        var now = Snapshot(Of("cases", Layer("telemetry", "active", "standby")), Of("jobs", Layer("telemetry", "active", "standby")));
        now.Layers.ShouldHaveSingleItem().Services.ShouldBe(["cases", "jobs"]);
        now.Status.ShouldBe("healthy");
    }

    [Fact]
    public void A_service_that_lost_its_primary_has_a_row_of_its_own()
    {
        var now = Snapshot(Of("cases", Layer("telemetry", "active", "standby")), Of("jobs", Layer("telemetry", "open", "active") with { Degraded = true }));
        now.Layers.Count.ShouldBe(2);
        now.Layers.Single(static row => row.IsDegraded).Services.ShouldBe(["jobs"]);
    }

    [Fact]
    public void A_service_without_an_answer_makes_the_whole_unhealthy()
    {
        var now = Snapshot(Of("cases", Layer("data", "active")), new ServiceState("jobs", null, TimeSpan.Zero));
        now.Status.ShouldBe("unhealthy");
        now.Mode.ShouldBe("development");
    }

    [Fact]
    public void Layers_come_in_the_order_in_which_they_are_listed_to_people() =>
        Snapshot(Of("all", Layer("jobs", "active"), Layer("external-apis", "active"), Layer("data", "active"), Layer("own", "active"), Layer("cache/sessions", "active")))
            .Layers.Select(static row => row.Layer).ShouldBe(["cache/sessions", "data", "external-apis", "jobs", "own"]);

    [Fact]
    public void Every_layer_has_words_for_what_its_loss_costs()
    {
        foreach (var layer in DeploymentFlex.Layers.Layer.All)
        {
            LayerWords.Cost(Layer(layer, "active")).ShouldBeEmpty();
            LayerWords.Cost(Layer(layer, "open", "active") with { Degraded = true }).ShouldNotContain("A fallback serves");
            LayerWords.Cost(Layer(layer, "open") with { Active = null }).ShouldNotContain("Nobody serves");
        }
    }

    [Fact]
    public void The_last_probes_are_remembered_once_each()
    {
        var history = new ProbeHistory();
        for (var i = 0; i < 100; i++)
        {
            var probe = new ProbeHealth(DateTimeOffset.UnixEpoch.AddSeconds(i / 2), 1.5, true);
            var layer = Layer("files", "active");
            history.Remember([Of("evidence", layer with { Chain = [layer.Chain[0] with { LastProbe = probe }] })]);
        }

        var known = history.Of("evidence", "files", "p0");
        known.Count.ShouldBe(30);
        known.Select(static probe => probe.At).ShouldBeUnique();
        known[^1].At.ShouldBe(DateTimeOffset.UnixEpoch.AddSeconds(49));
    }

    private static HealthSnapshot Snapshot(params ServiceState[] services) => new(DateTimeOffset.UnixEpoch, services);

    private static ServiceState Of(string service, params LayerHealth[] layers) =>
        new(service, new HealthReport(service, "development", "healthy", layers), TimeSpan.FromMilliseconds(1));

    private static LayerHealth Layer(string layer, params string[] states) => new(
        layer, true, "p0", DateTimeOffset.UnixEpoch, false,
        [.. states.Select(static (state, index) => new ProviderHealth($"p{index}", state, new PromiseHealth("disk", "node", "clear"), 0, 0, null, null))]);
}
