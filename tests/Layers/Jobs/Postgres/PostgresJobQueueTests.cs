using DeploymentFlex.Conformance.Time;
using DeploymentFlex.Jobs.Postgres;
using DeploymentFlex.Layers.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace DeploymentFlex.Layers.Tests.Jobs.Postgres;

public sealed class PostgresJobQueueTests(PostgresJobFixture server) : SharedJobQueueTests<PostgresJobQueue>, IClassFixture<PostgresJobFixture>
{
    private readonly PostgresJobOptions _options = server.CreateOptions();

    [Fact]
    public async Task An_error_with_a_character_that_the_server_cannot_hold_is_kept_without_it()
    {
        await using var queue = await OpenAsync(new ManualTime());
        await queue.EnqueueAsync(NewJob(), Token);
        var leased = await LeaseOneAsync(queue);

        await queue.FailAsync(leased.Lease, "cut\0off", retryAt: null, Token);

        (await queue.FindAsync(leased.Job.Id, Token))!.LastError.ShouldBe("cut\uFFFDoff");
    }

    [Fact]
    public async Task A_schema_that_nobody_migrated_is_refused_with_the_verb_to_run()
    {
        await using var queue = new PostgresJobQueue(_options, "Layers:Jobs:postgres", TimeProvider.System, NullLogger.Instance);

        (await Should.ThrowAsync<SettingsException>(queue.Schema.CheckAsync(Token))).Message.ShouldContain("'migrate'");

        (await queue.Schema.MigrateAsync(Token)).ShouldBe(["1"]);
        (await queue.Schema.MigrateAsync(Token)).ShouldBeEmpty();
        await queue.Schema.CheckAsync(Token);
    }

    protected override Task<PostgresJobQueue> OpenAsync(TimeProvider time) => PostgresJobFixture.OpenAsync(_options, time);
}
