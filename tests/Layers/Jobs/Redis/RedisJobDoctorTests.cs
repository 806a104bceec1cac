using DeploymentFlex.Jobs.Redis;
using DeploymentFlex.Layers.Checks;
using DeploymentFlex.TestSupport;

namespace DeploymentFlex.Layers.Tests.Jobs.Redis;

public sealed class RedisJobDoctorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_keeps_what_it_acknowledges_passes_every_check_and_nothing_is_left_on_it()
    {
        await using var server = new DurableRedisServer();

        var checks = await CheckAsync(server);

        checks.Select(static check => check.Name).ShouldBe(
        [
            CheckNames.Reachable, CheckNames.Credentials, CheckNames.Permissions, CheckNames.Version, CheckNames.Clock,
            CheckNames.Permissions, CheckNames.Durability,
        ]);
        checks.ShouldAllBe(static check => check.Status == CheckStatus.Ok);
        (await RedisQuestion.AskAsync(server.Port, "DBSIZE", Token)).ShouldEndWith(":0");
    }

    [Theory]
    [InlineData("appendonly no", "writes no log")]
    [InlineData("appendonly yes", "appendfsync is everysec")]
    public async Task A_server_that_may_lose_jobs_is_told_with_the_settings_that_keep_them(string setting, string seen)
    {
        await using var server = new RedisServer(setting);

        var check = (await CheckAsync(server)).Where(static check => check.Status != CheckStatus.Ok).ShouldHaveSingleItem();

        (check.Name, check.Status).ShouldBe((CheckNames.Durability, CheckStatus.Warning));
        check.Seen.ShouldContain(seen);
        check.NextStep!.ShouldContain("'appendfsync always'");
    }

    [Fact]
    public async Task A_server_that_throws_out_keys_for_lack_of_memory_is_told()
    {
        await using var server = new RedisServer("appendonly yes", "appendfsync always", "maxmemory 100mb", "maxmemory-policy allkeys-lru");

        var check = (await CheckAsync(server)).Where(static check => check.Status != CheckStatus.Ok).ShouldHaveSingleItem();

        check.Seen.ShouldContain("allkeys-lru");
        check.NextStep!.ShouldContain("noeviction");
    }

    [Fact]
    public async Task A_user_who_may_only_do_what_the_page_lists_is_enough()
    {
        await using var server = new RedisServer(
            "appendonly yes", "appendfsync always",
            $"user default reset on >{RedisServer.Password} ~deploymentflex:* &* +@read +@write +@connection +@transaction +@pubsub +@scripting -@dangerous +info +time +config|get");

        (await CheckAsync(server)).ShouldAllBe(static check => check.Status == CheckStatus.Ok);
    }

    [Fact]
    public async Task A_user_who_may_not_ask_how_jobs_are_kept_is_told_to_make_sure()
    {
        await using var server = new RedisServer(
            "appendonly yes", $"user default reset on >{RedisServer.Password} ~deploymentflex:* &* +@all -config");

        var check = (await CheckAsync(server)).Where(static check => check.Status != CheckStatus.Ok).ShouldHaveSingleItem();

        (check.Name, check.Status).ShouldBe((CheckNames.Durability, CheckStatus.Warning));
    }

    private static async Task<IReadOnlyList<Check>> CheckAsync(RedisServer server)
    {
        await server.StartAsync(Token);
        var options = new RedisJobOptions { Host = server.Host, Port = server.Port, Password = RedisServer.Password };
        await using var queue = await RedisJobFixture.OpenAsync(options, TimeProvider.System);
        var checks = new CheckList();
        await queue.CheckAsync(checks, Token);
        return checks.All;
    }
}
