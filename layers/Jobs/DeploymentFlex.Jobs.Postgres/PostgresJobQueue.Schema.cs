using System.Globalization;
using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.Layers.Postgres;
using DeploymentFlex.Layers.Schemas;
using Npgsql;

namespace DeploymentFlex.Jobs.Postgres;

/// <content>The tables. A migration is one script; the table <c>version</c> says how many were applied, and from which on the tables serve.</content>
public sealed partial class PostgresJobQueue : IDatabaseSchema
{
    private const int ServesFrom = 1;

    private static readonly string[] s_migrations =
    [
        """
        CREATE TABLE jobs (
            id uuid PRIMARY KEY, number bigint GENERATED ALWAYS AS IDENTITY, type text NOT NULL, payload bytea NOT NULL, state text NOT NULL,
            attempt integer NOT NULL, max_attempts integer NOT NULL, not_before bigint NOT NULL, created_at bigint NOT NULL,
            leased_until bigint, finished_at bigint, last_error text, trace_parent text, token text);
        CREATE INDEX jobs_ready ON jobs (type, not_before, number) WHERE state = 'ready';
        CREATE INDEX jobs_leased ON jobs (leased_until) WHERE state = 'leased';
        CREATE INDEX jobs_done ON jobs (finished_at) WHERE state = 'done';
        CREATE INDEX jobs_dead ON jobs (id) WHERE state = 'dead';
        CREATE TABLE schedules (name text PRIMARY KEY, cron text NOT NULL, type text NOT NULL, payload bytea NOT NULL, next_at bigint);
        """,
    ];

    public string Database => _options.Schema;

    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await _source.OpenConnectionAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await RunAsync(
                connection,
                $"""
                SELECT pg_advisory_xact_lock(hashtext('{_options.Schema}'));
                CREATE SCHEMA IF NOT EXISTS {_options.Schema};
                CREATE TABLE IF NOT EXISTS {_options.Schema}.version (id integer PRIMARY KEY, applied integer NOT NULL, serves_from integer NOT NULL);
                """,
                cancellationToken);
            var applied = await ReadVersionAsync(connection, cancellationToken);
            var pending = s_migrations.Skip(applied).ToList();
            if (pending.Count > 0)
            {
                await RunAsync(
                    connection,
                    string.Join('\n', pending) + string.Create(
                        CultureInfo.InvariantCulture,
                        $"""
                         INSERT INTO version (id, applied, serves_from) VALUES (1, {s_migrations.Length}, {ServesFrom})
                         ON CONFLICT (id) DO UPDATE SET applied = excluded.applied, serves_from = excluded.serves_from
                         """),
                    cancellationToken);
                await transaction.CommitAsync(cancellationToken);
            }

            return [.. Enumerable.Range(applied + 1, pending.Count).Select(static number => number.ToString(CultureInfo.InvariantCulture))];
        }
        catch (Exception error) when (PostgresErrors.IsTransient(error))
        {
            throw PostgresErrors.Unavailable(Layer.Jobs, _options.Schema, error);
        }
    }

    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await _source.OpenConnectionAsync(cancellationToken);
            var exists = new NpgsqlCommand($"SELECT to_regclass('{_options.Schema}.version') IS NOT NULL", connection);
            await using (exists)
            {
                if (!(bool)(await exists.ExecuteScalarAsync(cancellationToken))!
                    || await ReadVersionAsync(connection, cancellationToken) < s_migrations.Length)
                {
                    throw new SettingsException(
                        $"The schema {_options.Schema} of the job queue is older than this version needs. "
                        + "Run this service with the verb 'migrate' once, then start it.");
                }
            }
        }
        catch (Exception error) when (PostgresErrors.IsTransient(error))
        {
            throw PostgresErrors.Unavailable(Layer.Jobs, _options.Schema, error);
        }
    }

    /// <returns>How many migrations the schema has, at most as many as this code knows.</returns>
    /// <exception cref="SettingsException">It is of a newer version, and does not serve this one any more.</exception>
    private async Task<int> ReadVersionAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT applied, serves_from FROM version", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return 0;
        }

        return reader.GetInt32(1) > s_migrations.Length
            ? throw new SettingsException(
                $"The schema {_options.Schema} of the job queue is of a newer version, which does not serve this one. Run a newer version of this service.")
            : Math.Min(reader.GetInt32(0), s_migrations.Length);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
