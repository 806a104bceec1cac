using DeploymentFlex.Conformance.Data;
using DeploymentFlex.TestSupport;
using DeploymentFlex.TestSupport.Faults;
using Microsoft.EntityFrameworkCore;

namespace DeploymentFlex.Layers.Tests.Data.Postgres;

/// <summary>Encrypted connections, several hosts, and reads that are larger than what is held at a time.</summary>
public sealed class PostgresAccessTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_whose_certificate_is_signed_by_the_authority_that_is_set_is_connected_to_encrypted()
    {
        using var certificate = new TestCertificate("127.0.0.1");
        await using var server = new PostgresServer { Certificate = certificate };
        await server.StartAsync(Stop);
        await using var host = Create($"{server.Port}", ("SslMode", "verify-full"), ("CaFile", certificate.AuthorityFile));
        await host.StartAsync();

        var isEncrypted = await host.Database.ReadAsync(
            (context, token) => context.Database.SqlQuery<bool>($"SELECT ssl AS \"Value\" FROM pg_stat_ssl WHERE pid = pg_backend_pid()").SingleAsync(token), Stop);

        isEncrypted.ShouldBeTrue();
    }

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("192.0.2.1", true)]
    public async Task A_server_that_shows_the_certificate_of_another_is_never_spoken_to(string certified, bool isAuthoritySet)
    {
        using var certificate = new TestCertificate(certified);
        await using var server = new PostgresServer { Certificate = certificate };
        await server.StartAsync(Stop);
        await using var host = Create($"{server.Port}", ("SslMode", "verify-full"), ("CaFile", isAuthoritySet ? certificate.AuthorityFile : null));

        (await Should.ThrowAsync<Exception>(host.StartAsync())).ToString().ShouldContain("certificate");
    }

    [Fact]
    public async Task Of_several_hosts_the_one_that_takes_writes_is_used_and_its_standby_after_it()
    {
        await using var primary = new PostgresServer();
        await primary.StartAsync(Stop);
        await using var standby = new PostgresServer { StandbyOf = primary };
        await standby.StartAsync(Stop);
        await using var host = Create($"{primary.Port}", ("Host", $"127.0.0.1:{standby.Port},127.0.0.1:{primary.Port}"));
        await host.StartAsync();
        await AddAsync(host);

        await primary.KillAsync();
        standby.Promote();

        await Until.TrueAsync(
            async _ =>
            {
                try
                {
                    await AddAsync(host);
                    return true;
                }
                catch (LayerUnavailableException)
                {
                    return false;
                }
            },
            "writes go on at the standby");
    }

    [Fact]
    public async Task A_large_read_is_handed_on_row_by_row_and_not_held()
    {
        const int rows = 64;
        const int length = 1024 * 1024;
        await using var server = new PostgresServer();
        await server.StartAsync(Stop);
        await using var line = new SlowLine(server);
        await using var host = Create($"{line.Port}");
        await host.StartAsync();
        for (var i = 0; i < rows; i++)
        {
            await AddAsync(host, new string('x', length));
        }

        var carried = await host.Database.ReadAsync(
            async (context, token) =>
            {
                var before = line.Carried;
                await using var texts = context.Set<NoteLine>().Select(row => row.Text).AsAsyncEnumerable().GetAsyncEnumerator(token);
                (await texts.MoveNextAsync()).ShouldBeTrue();
                return line.Carried - before;
            },
            Stop);

        // With the first row in hand the rest is still at the server, but for what the sockets on the way hold.
        carried.ShouldBeInRange(length, rows * length / 2);
    }

    private static DataHost<NotesContext> Create(string port, params (string Name, string? Value)[] settings) => new(
    [
        new("Deployment:Mode", "development"), new("Layers:Data:Chain", "postgres"), new("Layers:Data:Circuit:ProbeInterval", "00:00:00.100"),
        new("Layers:Data:postgres:Host", "127.0.0.1"), new("Layers:Data:postgres:Port", port), new("Layers:Data:postgres:Database", "postgres"),
        new("Layers:Data:postgres:Username", "postgres"), new("Layers:Data:postgres:Password", PostgresServer.Password),
        .. settings.Where(static setting => setting.Value is not null).Select(static setting => new KeyValuePair<string, string?>($"Layers:Data:postgres:{setting.Name}", setting.Value)),
    ]);

    private static Task<bool> AddAsync(DataHost<NotesContext> host, string text = "") => host.Database.WriteAsync(
        (context, _) =>
        {
            var note = new Note { Id = Guid.CreateVersion7(), Title = Guid.NewGuid().ToString() };
            note.Lines.Add(new NoteLine { Id = Guid.CreateVersion7(), Text = text });
            context.Notes.Add(note);
            return Task.FromResult(true);
        },
        Stop);
}
