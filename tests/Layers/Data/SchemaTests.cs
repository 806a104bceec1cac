using DeploymentFlex.Conformance.Data;
using DeploymentFlex.Data;
using DeploymentFlex.Data.Schema;
using DeploymentFlex.Layers.Configuration;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DeploymentFlex.Layers.Tests.Data;

public sealed class SchemaTests : IDisposable
{
    private const string Newer = "20991231000000_Newer";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_strict_start_without_migrations_names_the_verb()
    {
        await using var host = Host<NotesContext>("on-premises");

        var error = await Should.ThrowAsync<SettingsException>(host.StartAsync());

        error.Message.ShouldContain("notes");
        error.Message.ShouldContain(NotesInitial.Id);
        error.Message.ShouldContain("'migrate'");
    }

    [Fact]
    public async Task The_verb_migrates_what_a_strict_start_then_accepts()
    {
        (await MigrateAsync("on-premises")).ShouldBe($"notes: applied {NotesInitial.Id}");
        (await MigrateAsync("on-premises")).ShouldBe("notes: up to date");

        await using var host = Host<NotesContext>("on-premises");
        await host.StartAsync();
        (await host.Database.ReadAsync((context, token) => context.Notes.CountAsync(token), Stop)).ShouldBe(0);
    }

    [Fact]
    public async Task A_strict_start_migrates_where_the_deployment_says_so()
    {
        await using var host = Host<NotesContext>("on-premises", migrateAtStart: "true");
        await host.StartAsync();

        (await host.Database.ReadAsync((context, token) => context.Notes.CountAsync(token), Stop)).ShouldBe(0);
    }

    [Fact]
    public async Task A_start_in_development_migrates_nothing_where_the_deployment_says_so()
    {
        await using var host = Host<NotesContext>("development", migrateAtStart: "false");

        (await Should.ThrowAsync<SettingsException>(host.StartAsync())).Message.ShouldContain("'migrate'");
    }

    [Fact]
    public void What_is_neither_true_nor_false_is_named() =>
        Should.Throw<SettingsException>(() => Host<NotesContext>("on-premises", migrateAtStart: "yes")).Message
            .ShouldBe("Deployment:MigrateAtStart: 'yes' is neither true nor false.");

    [Theory]
    [InlineData("development")]
    [InlineData("on-premises")]
    public async Task A_newer_schema_that_serves_this_code_is_accepted(string mode)
    {
        await MakeNewerAsync(servesFrom: NotesInitial.Id);

        await using var host = Host<NotesContext>(mode);
        await host.StartAsync();

        (await ServesFromAsync(host)).ShouldBe(NotesInitial.Id);
    }

    [Theory]
    [InlineData("development")]
    [InlineData("on-premises")]
    public async Task A_newer_schema_that_does_not_serve_this_code_is_refused(string mode)
    {
        await MakeNewerAsync(servesFrom: Newer);

        await using var host = Host<NotesContext>(mode);
        var error = await Should.ThrowAsync<SettingsException>(host.StartAsync());

        error.Message.ShouldContain(Newer);
        error.Message.ShouldContain(NotesInitial.Id);
    }

    [Fact]
    public async Task A_migration_that_takes_away_says_whom_the_schema_still_serves()
    {
        await using var host = Host<GrownContext>("development");
        await host.StartAsync();

        (await ServesFromAsync(host)).ShouldBe(GrownSecond.Id);
    }

    [Fact]
    public async Task A_migration_that_was_killed_does_not_block_the_next()
    {
        await using (var first = Host<NotesContext>("development"))
        {
            await first.StartAsync();
            await ExecuteAsync(
                first,
                """
                CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER PRIMARY KEY, "Timestamp" TEXT);
                INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01')
                """);
        }

        await using var next = Host<NotesContext>("development");
        await next.StartAsync().WaitAsync(TimeSpan.FromSeconds(30), Stop);
    }

    private DataHost<TContext> Host<TContext>(string mode, string? migrateAtStart = null)
        where TContext : ServiceDbContext =>
        new([.. _folder.Settings, new("Deployment:Mode", mode), new("Deployment:MigrateAtStart", migrateAtStart)]);

    private async Task<string> MigrateAsync(string mode)
    {
        await using var host = Host<NotesContext>(mode);
        await using var output = new StringWriter();
        var verb = host.Services.GetServices<IServiceVerb>().Single(static verb => verb.Name == "migrate");
        (await verb.RunAsync([], output, Stop)).ShouldBe(0);
        return output.ToString().Trim();
    }

    private async Task MakeNewerAsync(string servesFrom)
    {
        await using var host = Host<NotesContext>("development");
        await host.StartAsync();
        await ExecuteAsync(
            host,
            $"INSERT INTO \"__EFMigrationsHistory\" VALUES ('{Newer}', '10.0.0'); UPDATE schema_info SET serves_from = '{servesFrom}'");
    }

    private static Task<int> ExecuteAsync(DataHost<NotesContext> host, string sql) =>
        host.Database.WriteAsync((context, token) => context.Database.ExecuteSqlRawAsync(sql, token), Stop);

    private static Task<string> ServesFromAsync<TContext>(DataHost<TContext> host)
        where TContext : ServiceDbContext =>
        host.Database.ReadAsync(
            (context, token) => context.Database.SqlQueryRaw<string>("SELECT serves_from AS Value FROM schema_info").SingleAsync(token), Stop);
}
