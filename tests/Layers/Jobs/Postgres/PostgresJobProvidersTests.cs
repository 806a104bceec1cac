using DeploymentFlex.Jobs;
using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.TestSupport;

namespace DeploymentFlex.Layers.Tests.Jobs.Postgres;

public sealed class PostgresJobProvidersTests(PostgresJobFixture server) : IClassFixture<PostgresJobFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Layers:Jobs:postgres:ConnectionString")]
    [InlineData("ConnectionStrings:queue")]
    [InlineData("Layers:Data:postgres:ConnectionString")]
    [InlineData("ConnectionStrings:data")]
    public async Task The_queue_is_where_its_own_settings_say_else_where_the_data_is(string setting)
    {
        await using var host = await JobsHost.StartAsync(Settings(setting));

        (await host.Queue.EnqueueAsync(new NewJob(Guid.CreateVersion7(), "test.work", "{}"u8.ToArray()), Token)).ShouldBeTrue();
    }

    [Fact]
    public async Task Strict_modes_leave_the_tables_to_the_verb_migrate()
    {
        var settings = Settings("ConnectionStrings:data").Append(("Deployment:Mode", "on-premises")).ToArray();

        var error = await Should.ThrowAsync<SettingsException>(JobsHost.StartAsync(settings));

        error.Message.ShouldContain("'migrate'");
    }

    [Fact]
    public async Task A_strict_process_with_the_wrong_password_stops_and_never_prints_it()
    {
        var wrong = server.CreateOptions().ConnectionString!.Replace(PostgresServer.Password, "wrong-and-secret", StringComparison.Ordinal);

        var error = await Should.ThrowAsync<SettingsException>(JobsHost.StartAsync(
            ("Deployment:Mode", "on-premises"), ("Layers:Jobs:Chain", "postgres"), ("ConnectionStrings:queue", wrong)));

        error.Message.ShouldContain("Layers:Jobs:Chain (postgres)");
        error.ToString().ShouldNotContain("wrong-and-secret");
    }

    [Theory]
    [InlineData("Schema", "Jobs;", "small letters")]
    [InlineData("DoneRetention", "-1.00:00:00", "between 00:00:00")]
    [InlineData("Url", "mysql://db/flex", "postgresql://user:password@host:port/database")]
    public async Task A_wrong_setting_is_named(string setting, string value, string expected)
    {
        var error = await Should.ThrowAsync<SettingsException>(JobsHost.StartAsync(
            ("Layers:Jobs:Chain", "postgres"), ($"Layers:Jobs:postgres:{setting}", value)));

        error.Message.ShouldContain("Layers:Jobs:postgres");
        error.Message.ShouldContain(expected);
    }

    [Fact]
    public async Task A_queue_without_a_server_says_which_setting_is_missing()
    {
        var error = await Should.ThrowAsync<SettingsException>(JobsHost.StartAsync(("Layers:Jobs:Chain", "postgres")));

        error.Message.ShouldContain("Layers:Jobs:postgres:Url");
    }

    private (string, string)[] Settings(string setting)
    {
        var options = server.CreateOptions();
        return [("Layers:Jobs:Chain", "postgres"), ("Layers:Jobs:postgres:Schema", options.Schema), (setting, options.ConnectionString!)];
    }
}
