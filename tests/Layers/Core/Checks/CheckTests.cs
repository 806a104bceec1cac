using DeploymentFlex.Layers.Checks;

namespace DeploymentFlex.Layers.Tests.Core.Checks;

public class CheckTests
{
    private static readonly DateTimeOffset s_noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("15.3 (Debian 15.3-0+deb12u1)", CheckStatus.Ok)]
    [InlineData("13", CheckStatus.Ok)]
    [InlineData("12.9", CheckStatus.Failure)]
    [InlineData("unknown", CheckStatus.Warning)]
    public void A_servers_version_is_compared_with_the_oldest_supported(string found, CheckStatus status) =>
        Check.Version("PostgreSQL", found, new Version(13, 0)).Status.ShouldBe(status);

    [Theory]
    [InlineData(0, CheckStatus.Ok)]
    [InlineData(7, CheckStatus.Ok)]
    [InlineData(60, CheckStatus.Warning)]
    [InlineData(-60, CheckStatus.Warning)]
    public void A_clock_may_differ_by_the_way_there_and_back_and_a_little(int seconds, CheckStatus status) =>
        Check.Clock(s_noon.AddSeconds(seconds), asked: s_noon, answered: s_noon.AddSeconds(4)).Status.ShouldBe(status);

    [Fact]
    public async Task What_a_check_throws_is_a_failure_with_the_first_line_and_the_next_step()
    {
        var checks = new CheckList();
        var isGood = await checks.RunAsync(
            CheckNames.Reachable, "Start it.", static _ => throw new IOException("refused\nsecond line"), TestContext.Current.CancellationToken);
        isGood.ShouldBeFalse();
        checks.All.ShouldBe([Check.Failure(CheckNames.Reachable, "refused", "Start it.")]);
    }
}
