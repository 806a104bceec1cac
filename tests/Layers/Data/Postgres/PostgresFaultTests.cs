using DeploymentFlex.Conformance.Data;
using DeploymentFlex.Data;
using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.TestSupport;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DeploymentFlex.Layers.Tests.Data.Postgres;

/// <summary>A database whose server is killed, stands still, or has another password.</summary>
public sealed class PostgresFaultTests : IAsyncLifetime
{
    private readonly PostgresServer _server = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _server.StartAsync(Stop);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task No_acknowledged_write_is_lost_when_the_server_is_killed_and_calls_fail_as_an_unavailable_layer()
    {
        await using var host = new DataHost<NotesContext>(Settings());
        await host.StartAsync();
        var acknowledged = new List<string>();
        for (var i = 0; i < 50; i++)
        {
            await AddAsync(host, $"before {i}");
            acknowledged.Add($"before {i}");
        }

        await _server.KillAsync();
        await Should.ThrowAsync<LayerUnavailableException>(AddAsync(host, "while it is down"));
        await Should.ThrowAsync<LayerUnavailableException>(TitlesAsync(host));
        await Should.ThrowAsync<LayerUnavailableException>(TitlesAsync(host));

        await _server.StartAsync(Stop);
        await Until.TrueAsync(async _ => await TryAddAsync(host, "after"), "writes go on");
        var titles = await TitlesAsync(host);
        acknowledged.Append("after").Except(titles).ShouldBeEmpty();
        titles.ShouldNotContain("while it is down");
    }

    [Fact]
    public async Task A_server_that_stands_still_fails_the_call_in_time()
    {
        await using var host = new DataHost<NotesContext>(Settings());
        await host.StartAsync();
        await AddAsync(host, "before");

        _server.Suspend();
        await Should.ThrowAsync<LayerUnavailableException>(TitlesAsync(host));
        _server.Resume();

        await Until.TrueAsync(async _ => await TryAddAsync(host, "after"), "writes go on");
        (await TitlesAsync(host)).ShouldBe(["before", "after"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_strict_process_with_the_wrong_password_stops_and_never_prints_it()
    {
        await using var host = new DataHost<NotesContext>(
        [
            .. Settings(), new("Deployment:Mode", "on-premises"),
            new("Layers:Data:postgres:ConnectionString", _server.ConnectionString.Replace(PostgresServer.Password, "wrong-and-secret", StringComparison.Ordinal)),
        ]);

        var error = await Should.ThrowAsync<SettingsException>(host.StartAsync());

        error.Message.ShouldContain("Layers:Data:Chain (postgres)");
        error.ToString().ShouldNotContain("wrong-and-secret");
    }

    [Fact]
    public async Task Strict_modes_leave_the_schema_to_the_verb_migrate()
    {
        await using var host = new DataHost<NotesContext>([.. Settings(), new("Deployment:Mode", "on-premises")]);

        var error = await Should.ThrowAsync<SettingsException>(host.StartAsync());

        error.Message.ShouldContain("'migrate'");
    }

    [Fact]
    public async Task Reads_that_their_callers_give_up_are_no_failures_of_the_server()
    {
        await using var host = new DataHost<NotesContext>(Settings());
        await host.StartAsync();
        var link = host.Services.GetRequiredService<ProviderChain<IDataProvider>>().Links[0];

        for (var i = 0; i < 6; i++)
        {
            using var cancel = new CancellationTokenSource();
            var reading = host.Database.ReadAsync(
                (context, token) => context.Database.ExecuteSqlRawAsync("SELECT pg_sleep(60)", token), cancel.Token);
            await Until.TrueAsync(async _ => await SleepersAsync(host) > 0, "the server is at it");
            await cancel.CancelAsync();

            await Should.ThrowAsync<OperationCanceledException>(reading);
            link.Failures.ShouldBe(0);
            await Until.TrueAsync(async _ => await SleepersAsync(host) == 0, "the server has let go of it");
        }
    }

    [Fact]
    public async Task A_strict_start_needs_no_right_but_to_read_and_write_the_tables()
    {
        await using (var migrated = new DataHost<NotesContext>(Settings()))
        {
            await migrated.StartAsync();
            await migrated.Database.WriteAsync(
                static (context, token) => context.Database.ExecuteSqlRawAsync(
                    $"""
                     CREATE ROLE clerk LOGIN PASSWORD '{PostgresServer.Password}';
                     GRANT USAGE ON SCHEMA notes TO clerk;
                     GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA notes TO clerk
                     """,
                    token),
                Stop);
        }

        await using var host = new DataHost<NotesContext>(
        [
            .. Settings(), new("Deployment:Mode", "on-premises"),
            new("Layers:Data:postgres:ConnectionString", _server.ConnectionString.Replace("Username=postgres", "Username=clerk", StringComparison.Ordinal)),
        ]);
        await host.StartAsync();

        await AddAsync(host, "of a clerk");
        (await TitlesAsync(host)).ShouldBe(["of a clerk"]);
    }

    [Theory]
    [InlineData("Url", "mysql://db/flex", "postgresql://user:password@host:port/database")]
    [InlineData("Url", "postgresql://db/flex?colour=red", "not known")]
    [InlineData("SslMode", "maybe", "verify-full")]
    [InlineData("Port", "0", "between 1 and 65535")]
    [InlineData("ConnectionString", "Host=db;Colour=red;Password=so-secret", "not known")]
    public async Task A_wrong_setting_is_named_without_its_secrets(string setting, string value, string expected)
    {
        await using var host = new DataHost<NotesContext>([.. Settings(), new($"Layers:Data:postgres:{setting}", value)]);

        var error = await Should.ThrowAsync<SettingsException>(host.StartAsync());

        error.Message.ShouldContain("Layers:Data:postgres");
        error.Message.ShouldContain(expected);
        error.ToString().ShouldNotContain("so-secret");
    }

    private IEnumerable<KeyValuePair<string, string?>> Settings() =>
    [
        new("Deployment:Mode", "development"),
        new("Layers:Data:Chain", "postgres"),
        new("Layers:Data:postgres:ConnectionString", _server.ConnectionString),
    ];

    private static Task<bool> AddAsync(DataHost<NotesContext> host, string title) =>
        host.Database.WriteAsync(
            (context, _) =>
            {
                context.Notes.Add(new Note { Id = Guid.CreateVersion7(), Title = title });
                return Task.FromResult(true);
            },
            Stop);

    private static Task<int> SleepersAsync(DataHost<NotesContext> host) =>
        host.Database.ReadAsync(
            static (context, token) => context.Database.SqlQueryRaw<int>(
                "SELECT count(*)::int AS \"Value\" FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'SELECT pg_sleep%'").SingleAsync(token),
            Stop);

    private static async Task<bool> TryAddAsync(DataHost<NotesContext> host, string title)
    {
        try
        {
            return await AddAsync(host, title);
        }
        catch (LayerUnavailableException)
        {
            return false;
        }
    }

    private static Task<List<string>> TitlesAsync(DataHost<NotesContext> host) =>
        host.Database.ReadAsync((context, token) => context.Notes.Select(note => note.Title).ToListAsync(token), Stop);
}
