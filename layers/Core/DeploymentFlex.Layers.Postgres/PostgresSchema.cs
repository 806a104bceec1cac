using System.Globalization;
using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.Layers.Schemas;
using Npgsql;

namespace DeploymentFlex.Layers.Postgres;

/// <summary>
/// The tables of a layer, in a schema of their own. A migration is one script; the table <c>version</c> says how many were
/// applied, and from which on the tables serve.
/// </summary>
/// <param name="source">The server; tables are looked for in the schema.</param>
/// <param name="layer">The layer.</param>
/// <param name="owner">What the tables are of, for messages: <c>the job queue</c>.</param>
/// <param name="schema">The schema's name, an identifier.</param>
/// <param name="servesFrom">The number of the first migration whose code these tables serve.</param>
/// <param name="migrations">All of them, the first one first.</param>
public sealed class PostgresSchema(
    NpgsqlDataSource source, string layer, string owner, string schema, int servesFrom, params IReadOnlyList<string> migrations) : IDatabaseSchema
{
    // Another process may be at it, and building an index takes as long as there are rows.
    private const int Unbounded = 0;

    public string Database => schema;

    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await RunAsync(
                connection,
                $"""
                SELECT pg_advisory_xact_lock(hashtext('{schema}'));
                CREATE SCHEMA IF NOT EXISTS {schema};
                CREATE TABLE IF NOT EXISTS {schema}.version (id integer PRIMARY KEY, applied integer NOT NULL, serves_from integer NOT NULL);
                """,
                cancellationToken);
            var applied = await ReadVersionAsync(connection, cancellationToken);
            var pending = migrations.Skip(applied).ToList();
            if (pending.Count > 0)
            {
                await RunAsync(
                    connection,
                    string.Join('\n', pending) + string.Create(
                        CultureInfo.InvariantCulture,
                        $"""
                         INSERT INTO version (id, applied, serves_from) VALUES (1, {migrations.Count}, {servesFrom})
                         ON CONFLICT (id) DO UPDATE SET applied = excluded.applied, serves_from = excluded.serves_from
                         """),
                    cancellationToken);
                await transaction.CommitAsync(cancellationToken);
            }

            return [.. Enumerable.Range(applied + 1, pending.Count).Select(static number => number.ToString(CultureInfo.InvariantCulture))];
        }
        catch (Exception error) when (PostgresErrors.IsTransient(error))
        {
            throw PostgresErrors.Unavailable(layer, schema, error);
        }
    }

    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            var exists = new NpgsqlCommand($"SELECT to_regclass('{schema}.version') IS NOT NULL", connection);
            await using (exists)
            {
                if (!(bool)(await exists.ExecuteScalarAsync(cancellationToken))!
                    || await ReadVersionAsync(connection, cancellationToken) < migrations.Count)
                {
                    throw new SettingsException(
                        $"The schema {schema} of {owner} is older than this version needs. "
                        + "Run this service with the verb 'migrate' once, then start it.");
                }
            }
        }
        catch (Exception error) when (PostgresErrors.IsTransient(error))
        {
            throw PostgresErrors.Unavailable(layer, schema, error);
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

        return reader.GetInt32(1) > migrations.Count
            ? throw new SettingsException(
                $"The schema {schema} of {owner} is of a newer version, which does not serve this one. Run a newer version of this service.")
            : Math.Min(reader.GetInt32(0), migrations.Count);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = Unbounded };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
