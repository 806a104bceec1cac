using DeploymentFlex.Layers.Checks;
using Npgsql;

namespace DeploymentFlex.Layers.Postgres;

/// <summary>Looks at what a layer needs of its server, from the way there to the clock.</summary>
/// <param name="options">The database; validated.</param>
/// <param name="section">The section that it was read from, for what to do next.</param>
/// <param name="time">This machine's clock.</param>
public sealed class PostgresExam(PostgresOptions options, string section, TimeProvider time)
{
    // The oldest that its makers still mend (https://www.postgresql.org/support/versioning/).
    private static readonly Version s_oldest = new(14, 0);

    /// <summary>Adds what it saw. Nothing is left on the server.</summary>
    public async ValueTask RunAsync(CheckList checks, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(checks);
        await using var source = PostgresConnections.OpenWriter(options, section, "public");
        NpgsqlConnection? connection = null;
        try
        {
            if (!await ReachAsync(checks, cancellationToken)
                || !await checks.RunAsync(
                    CheckNames.Credentials,
                    $"Correct Username, Password, Database or SslMode of {section}, or create the database.",
                    async token =>
                    {
                        connection = await source.OpenConnectionAsync(token);
                        return $"accepted as {connection.UserName} in {connection.Database}";
                    },
                    cancellationToken))
            {
                return;
            }

            await AskAsync(checks, connection!, cancellationToken);
        }
        finally
        {
            if (connection is not null)
            {
                await connection.DisposeAsync();
            }
        }
    }

    // Of several hosts one is enough; which of them takes writes is seen by connecting.
    private async ValueTask<bool> ReachAsync(CheckList checks, CancellationToken cancellationToken)
    {
        var isThere = false;
        foreach (var endpoint in PostgresConnections.EndpointsOf(options))
        {
            isThere |= await EndpointChecks.ConnectAsync(checks, endpoint.Host, endpoint.Port, $"{section}:Url", cancellationToken);
        }

        return isThere;
    }

    private async ValueTask AskAsync(CheckList checks, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT has_database_privilege(current_database(), 'CREATE'), pg_is_in_recovery(), clock_timestamp()", connection);
        var asked = time.GetUtcNow();
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        var answered = time.GetUtcNow();
        checks.Add(
            row.GetBoolean(1) ? Check.Failure(CheckNames.Permissions, "the server takes no writes: it is a standby", $"Name the primary in {section}:Host.")
            : row.GetBoolean(0) ? Check.Ok(CheckNames.Permissions, "may create schemas, and what is in them")
            : Check.Warning(CheckNames.Permissions, "may not create schemas", "'migrate' needs it: GRANT CREATE ON DATABASE … TO the user."));
        checks.Add(Check.Version("PostgreSQL", connection.PostgreSqlVersion.ToString(), s_oldest));
        checks.Add(Check.Clock(new DateTimeOffset(row.GetDateTime(2)), asked, answered));
    }
}
