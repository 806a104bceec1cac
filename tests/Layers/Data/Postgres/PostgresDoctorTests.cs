using DeploymentFlex.Conformance.Data;
using DeploymentFlex.Layers.Doctor;
using Microsoft.Extensions.DependencyInjection;

namespace DeploymentFlex.Layers.Tests.Data.Postgres;

public sealed class PostgresDoctorTests(PostgresFixture server) : IClassFixture<PostgresFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_strict_start_needs_the_migrations_and_then_nothing()
    {
        var settings = server.CreateDatabase().Append(new("Deployment:Mode", "on-premises")).ToList();
        var (exitCode, before) = await RunAsync(settings, "doctor");
        exitCode.ShouldBe(LayerStartup.ExitCode);
        before.ShouldContain("not made yet. Run 'notes migrate'");
        foreach (var word in new[] { "accepts connections", "accepted as postgres", "may create schemas", "PostgreSQL 1", "of this machine" })
        {
            before.ShouldContain(word);
        }

        (await RunAsync(settings, "migrate")).ExitCode.ShouldBe(0);
        var (after, text) = await RunAsync(settings, "doctor");
        text.ShouldContain("up to date");
        after.ShouldBe(0);
    }

    [Fact]
    public async Task A_wrong_password_is_told_and_not_shown()
    {
        var settings = server.CreateDatabase()
            .Select(static item => item.Key.EndsWith("ConnectionString", StringComparison.Ordinal)
                ? new(item.Key, item.Value + ";Password=CANARY-wrong")
                : item)
            .Append(new("Deployment:Mode", "on-premises"));
        var (exitCode, text) = await RunAsync([.. settings], "doctor");
        exitCode.ShouldBe(LayerStartup.ExitCode);
        text.ShouldContain("failure  data/postgres  credentials");
        text.ShouldNotContain("CANARY");
    }

    private static async Task<(int ExitCode, string Text)> RunAsync(IReadOnlyList<KeyValuePair<string, string?>> settings, string verb)
    {
        await using var host = new DataHost<NotesContext>(settings);
        using var output = new StringWriter();
        var exitCode = await host.Services.GetServices<IServiceVerb>().Single(one => one.Name == verb).RunAsync([], output, Token);
        return (exitCode, output.ToString());
    }
}
