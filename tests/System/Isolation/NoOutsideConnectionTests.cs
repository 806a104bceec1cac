using System.Text.Json;

namespace DeploymentFlex.System.Tests.Isolation;

/// <summary>In development mode nothing leaves the machine: not at start, not while the main job is done.</summary>
public sealed class NoOutsideConnectionTests(NamespacedSystem system) : IClassFixture<NamespacedSystem>
{
    [Fact]
    public async Task The_main_job_sends_no_packet_off_the_machine()
    {
        NamespacedSystem.Require();

        var gateway = $"http://localhost:{system.Port}";
        var created = JsonDocument.Parse(await system.CurlAsync(
            $"{gateway}/api/cases", "--header", "Content-Type: application/json", "--data", """{"title":"Alone"}""")).RootElement;
        var caseId = created.GetProperty("id").GetString();
        var stored = JsonDocument.Parse(await system.CurlAsync(
            $"{gateway}/api/cases/{caseId}/evidence", "--form", $"file=@{Path.Combine(Repository.Logs, "Apache_2k.log")}")).RootElement;
        await system.WaitAsync("the log is indexed", async () =>
            (await system.CurlAsync($"{gateway}/api/evidence/{stored.GetProperty("id").GetString()}")).Contains("\"indexed\"", StringComparison.Ordinal));
        (await system.CurlAsync($"{gateway}/api/knowledge/search?q=scoreboard")).ShouldContain("scoreboard");
        (await system.CurlAsync(gateway)).ShouldContain("<html", Case.Insensitive);

        (await system.AttemptsAsync()).ShouldBe(0);

        // The counter counts: a single attempt is seen.
        await system.KnockAsync("http://198.51.100.7/");
        (await system.AttemptsAsync()).ShouldBeGreaterThan(0);
    }
}
