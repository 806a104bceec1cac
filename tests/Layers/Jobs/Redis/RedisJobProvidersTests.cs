using DeploymentFlex.Jobs;
using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.TestSupport;

namespace DeploymentFlex.Layers.Tests.Jobs.Redis;

public sealed class RedisJobProvidersTests(RedisJobFixture server) : IClassFixture<RedisJobFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Layers:Jobs:redis:ConnectionString")]
    [InlineData("ConnectionStrings:queue")]
    public async Task The_queue_is_where_its_settings_say(string setting)
    {
        var options = server.CreateOptions();
        await using var host = await JobsHost.StartAsync(
            ("Layers:Jobs:Chain", "redis"), ("Layers:Jobs:redis:Prefix", options.Prefix),
            (setting, $"{options.Host}:{options.Port},password={options.Password}"));

        (await host.Queue.EnqueueAsync(new NewJob(Guid.CreateVersion7(), "test.work", "{}"u8.ToArray()), Token)).ShouldBeTrue();
    }

    [Fact]
    public async Task The_cache_s_server_is_never_taken_for_the_queue_s()
    {
        var error = await Should.ThrowAsync<SettingsException>(JobsHost.StartAsync(
            ("Layers:Jobs:Chain", "redis"), ("Layers:Cache:redis:Host", "cache"), ("ConnectionStrings:cache", "cache:6379")));

        error.Message.ShouldContain("Layers:Jobs:redis:Url");
    }

    [Fact]
    public async Task A_strict_process_with_the_wrong_password_stops_and_never_prints_it()
    {
        var options = server.CreateOptions();
        var error = await Should.ThrowAsync<SettingsException>(JobsHost.StartAsync(
            ("Deployment:Mode", "on-premises"), ("Layers:Jobs:Chain", "redis"),
            ("ConnectionStrings:queue", $"{options.Host}:{options.Port},password=wrong-and-secret")));

        error.Message.ShouldContain("Layers:Jobs:Chain (redis)");
        error.ToString().ShouldNotContain("wrong-and-secret");
    }

    [Theory]
    [InlineData("Prefix", "two words", "letters, digits")]
    [InlineData("DoneRetention", "-1.00:00:00", "between 00:00:00")]
    [InlineData("Url", "http://queue:6379", "redis://user:password@host:port/database")]
    public async Task A_wrong_setting_is_named(string setting, string value, string expected)
    {
        var error = await Should.ThrowAsync<SettingsException>(JobsHost.StartAsync(
            ("Layers:Jobs:Chain", "redis"), ("ConnectionStrings:queue", "queue:6379"), ($"Layers:Jobs:redis:{setting}", value)));

        error.Message.ShouldContain($"Layers:Jobs:redis:{setting}");
        error.Message.ShouldContain(expected);
    }
}
