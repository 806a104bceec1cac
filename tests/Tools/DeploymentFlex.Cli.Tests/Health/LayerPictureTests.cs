using DeploymentFlex.Cli.Health;
using DeploymentFlex.Cli.Tests.Terminal;

namespace DeploymentFlex.Cli.Tests.Health;

public class LayerPictureTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 10, 5, 0, TimeSpan.Zero);

    [Fact]
    public void The_active_provider_stands_in_brackets() =>
        Draw(new LayerHealth { Layer = "files", Active = "local", Chain = [Link("local", "active")] }).ShouldBe("files   [local]\n");

    [Fact]
    public void A_chain_reads_from_the_primary_to_the_last_fallback() =>
        Draw(new LayerHealth { Layer = "cache", Active = "redis", Chain = [Link("redis", "active"), Link("memory", "standby")] })
            .ShouldBe("cache   [redis] → memory\n");

    [Fact]
    public void An_open_circuit_and_degradation_are_words()
    {
        var layer = new LayerHealth
        {
            Layer = "cache",
            Active = "memory",
            Degraded = true,
            Since = Now.AddMinutes(-3),
            Chain = [Link("redis", "open", "connection refused"), Link("memory", "active")],
        };

        Draw(layer).ShouldBe($"cache   redis (open) → [memory]   degraded since {Now.AddMinutes(-3).ToLocalTime():HH:mm:ss} (3 min)\n");
        LayerPicture.Reasons(layer).ShouldBe(["redis: connection refused"]);
    }

    [Theory]
    [InlineData(0, "(3 wait for the primary)")]
    [InlineData(1, "(3 wait for the primary, 1 of them refused: flex journal list)")]
    public void What_waits_for_the_primary_is_counted(int refused, string expected) =>
        Draw(new LayerHealth
        {
            Layer = "files", Active = "s3", Degraded = true, Chain = [Link("s3", "active")], Waiting = new WaitingItems { Items = 3, Refused = refused },
        }).ShouldContain(expected);

    [Fact]
    public void A_required_layer_that_nothing_serves_says_so() =>
        Draw(new LayerHealth { Layer = "data", Required = true, Chain = [Link("postgres", "recovering")] })
            .ShouldBe("data    postgres (recovering)   nothing serves it\n");

    [Fact]
    public void Names_from_outside_are_not_read_as_markup() =>
        Draw(new LayerHealth { Layer = "files", Active = "[red]", Chain = [Link("[red]", "active")] }).ShouldBe("files   [[red]]\n");

    private static LinkHealth Link(string provider, string state, string? error = null) =>
        new() { Provider = provider, State = state, LastError = error is null ? null : new LinkFailure { Message = error } };

    private static string Draw(LayerHealth layer)
    {
        var plain = new PlainScreen();
        plain.Screen.Markup(LayerPicture.Draw(layer, nameWidth: 6, Now));
        return plain.Output;
    }
}
