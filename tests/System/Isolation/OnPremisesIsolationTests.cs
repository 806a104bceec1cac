namespace DeploymentFlex.System.Tests.Isolation;

/// <summary>On-premises nothing goes where no setting leads, whatever servers say: shown by what a second host receives.</summary>
public sealed class OnPremisesIsolationTests(OnPremisesSystem system) : IClassFixture<OnPremisesSystem>
{
    [Fact]
    public async Task Neither_a_redirect_nor_a_sentinel_leads_to_a_host_that_no_setting_names()
    {
        NamespacedSystem.Require();
        var gateway = $"http://localhost:{system.Port}";
        await system.IndexLogAsync();
        var whole = await SearchAsync(gateway);
        whole.ShouldContain("scoreboard");
        whole.ShouldNotContain("X-Degraded");

        // The provider is killed, and the sentinel announces a master on the host that nobody named.
        await system.Redis.KillAsync();
        system.Sentinel!.Master = (NamespacedSystem.Outside, 6379);
        await system.WaitAsync("memory stands in for the cache, and searches go on", async () =>
            await SearchAsync(gateway) is var answer && answer.Contains("scoreboard", StringComparison.Ordinal)
            && answer.Contains("X-Degraded: cache=memory", StringComparison.OrdinalIgnoreCase));
        var announced = system.Sentinel.Announced;
        await system.WaitAsync("the sentinel has announced it twice more", () => Task.FromResult(system.Sentinel.Announced >= announced + 2));
        await system.WaitAsync("the collector has redirected to every target", () => Task.FromResult(system.Collector!.Redirects >= 4));

        (await system.AttemptsAsync()).ShouldBe(0, system.Tail());

        // The second host would have noticed: here is an attempt, and a question to the name server.
        await system.KnockAsync($"http://{NamespacedSystem.Outside}:81/");
        (await system.AttemptsAsync()).ShouldBeGreaterThan(0);
    }

    private Task<string> SearchAsync(string gateway) => system.CurlAsync("--include", $"{gateway}/api/knowledge/search?q=scoreboard");
}
