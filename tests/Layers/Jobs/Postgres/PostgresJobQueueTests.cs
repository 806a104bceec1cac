using DeploymentFlex.Conformance.Time;
using DeploymentFlex.Jobs.Postgres;
using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

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

    [Fact]
    public async Task A_migration_waits_for_another_one_longer_than_a_statement_may_take()
    {
        _options.CommandTimeout = TimeSpan.FromSeconds(1);
        await using var source = NpgsqlDataSource.Create(_options.ConnectionString!);
        await using var other = await source.OpenConnectionAsync(Token);
        await using var hold = new NpgsqlCommand($"SELECT pg_advisory_lock(hashtext('{_options.Schema}'))", other);
        await hold.ExecuteNonQueryAsync(Token);
        await using var queue = new PostgresJobQueue(_options, "Layers:Jobs:postgres", TimeProvider.System, NullLogger.Instance);

        var migrating = queue.Schema.MigrateAsync(Token);
        await Until.TrueAsync(async token => migrating.IsCompleted || await IsWaitingAsync(source, token), "it has waited for three seconds");

        migrating.IsCompleted.ShouldBeFalse();
        hold.CommandText = $"SELECT pg_advisory_unlock(hashtext('{_options.Schema}'))";
        await hold.ExecuteNonQueryAsync(Token);
        (await migrating).ShouldBe(["1"]);
    }

    private async Task<bool> IsWaitingAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            """
            SELECT EXISTS (SELECT FROM pg_stat_activity
            WHERE application_name = $1 AND wait_event = 'advisory' AND query_start < clock_timestamp() - interval '3 seconds')
            """);
        command.Parameters.AddWithValue($"deploymentflex-{_options.Schema}");
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    protected override Task<PostgresJobQueue> OpenAsync(TimeProvider time) => PostgresJobFixture.OpenAsync(_options, time);
}
