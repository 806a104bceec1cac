using DeploymentFlex.Cache.Redis;
using DeploymentFlex.Layers.Checks;
using DeploymentFlex.Layers.Redis;
using DeploymentFlex.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace DeploymentFlex.Layers.Tests.Cache;

public sealed class RedisExamTests(ServerFixture<RedisServer> server) : IClassFixture<ServerFixture<RedisServer>>
{
    private static readonly string[] s_all = [CheckNames.Reachable, CheckNames.Credentials, CheckNames.Permissions, CheckNames.Version, CheckNames.Clock];

    [Fact]
    public async Task A_server_that_has_what_the_cache_needs_passes_every_check()
    {
        var checks = await ExamineAsync(server.Server.Port, RedisServer.Password);
        checks.Select(static check => check.Name).ShouldBe(s_all);
        checks.ShouldAllBe(static check => check.Status == CheckStatus.Ok);
    }

    [Fact]
    public async Task A_wrong_password_is_told_apart_from_a_server_that_is_away_and_not_shown()
    {
        var checks = await ExamineAsync(server.Server.Port, "CANARY-wrong");
        checks.Select(static check => (check.Name, check.Status)).ShouldBe([(CheckNames.Reachable, CheckStatus.Ok), (CheckNames.Credentials, CheckStatus.Failure)]);
        checks[1].Seen.ShouldNotContain("CANARY");
        checks[1].NextStep!.ShouldContain("Password");

        (await ExamineAsync(FreePort.Next(), "any")).Single().ShouldSatisfyAllConditions(
            static check => check.Name.ShouldBe(CheckNames.Reachable), static check => check.Status.ShouldBe(CheckStatus.Failure));
    }

    private static async Task<IReadOnlyList<Check>> ExamineAsync(int port, string password)
    {
        await using var cache = new RedisCache(
            new RedisOptions { Host = "127.0.0.1", Port = port, Password = password }, namedHostsOnly: false, TimeProvider.System, NullLogger<RedisCache>.Instance);
        var checks = new CheckList();
        await cache.CheckAsync(checks, TestContext.Current.CancellationToken);
        return checks.All;
    }
}
