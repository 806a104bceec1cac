namespace DeploymentFlex.System.Tests.Isolation;

/// <summary>In development mode nothing leaves the machine: not at start, not while the main job is done.</summary>
public sealed class NoOutsideConnectionTests(NamespacedSystem system) : IClassFixture<NamespacedSystem>
{
    [Fact]
    public async Task The_main_job_sends_no_packet_off_the_machine()
    {
        NamespacedSystem.Require();

        var gateway = $"http://localhost:{system.Port}";
        await system.IndexLogAsync();
        (await system.CurlAsync($"{gateway}/api/knowledge/search?q=scoreboard")).ShouldContain("scoreboard");
        (await system.CurlAsync(gateway)).ShouldContain("<html", Case.Insensitive);

        (await system.AttemptsAsync()).ShouldBe(0);

        // The counter counts: a single attempt is seen.
        await system.KnockAsync("http://198.51.100.7/");
        (await system.AttemptsAsync()).ShouldBeGreaterThan(0);
    }
}
