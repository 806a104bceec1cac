using System.Reflection;
using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.Layers.Schemas;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DeploymentFlex.Data.Schema;

/// <summary>
/// Applies and checks the migrations of a context. A code version is known by its newest migration; the schema records
/// the oldest one that it serves, so that the old and the new code run side by side while a deployment rolls.
/// </summary>
internal sealed class DatabaseSchema<TContext>(string name, IServiceDatabase<TContext> database) : IDatabaseSchema
    where TContext : ServiceDbContext
{
    public string Database => name;

    public Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken) =>
        database.MaintainAsync(
            async (context, token) =>
            {
                var known = Known(context);
                var applied = (await context.Database.GetAppliedMigrationsAsync(token)).ToHashSet(StringComparer.Ordinal);
                await RefuseNewerAsync(context, known, applied, token);

                var pending = known.Keys.Where(id => !applied.Contains(id)).ToList();
                if (applied.IsSubsetOf(known.Keys))
                {
                    // Before the migrations: a crash in between leaves a record that is too strict, never one too lax.
                    await SchemaInfo.WriteAsync(context, ServesFrom(known), token);
                }

                await context.Database.MigrateAsync(token);
                return (IReadOnlyList<string>)pending;
            },
            cancellationToken);

    public async Task<IReadOnlyList<string>?> PendingAsync(CancellationToken cancellationToken) =>
        await database.ExistsAsync(cancellationToken) ? await ReadPendingAsync(exists: true, cancellationToken) : null;

    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        var pending = await ReadPendingAsync(await database.ExistsAsync(cancellationToken), cancellationToken);
        if (pending.Count > 0)
        {
            throw new SettingsException(
                $"The database {name} is older than this version needs: {string.Join(", ", pending)} "
                + "not applied. Run this service with the verb 'migrate' once, then start it.");
        }
    }

    // It only reads, so that a service may start with no right to change the schema.
    private Task<IReadOnlyList<string>> ReadPendingAsync(bool exists, CancellationToken cancellationToken) =>
        database.ReadAsync(
            async (context, token) =>
            {
                var known = Known(context);

                // Asking a table that is missing would be logged as a failure.
                IEnumerable<string> history = exists ? await context.Database.GetAppliedMigrationsAsync(token) : [];
                var applied = history.ToHashSet(StringComparer.Ordinal);
                var pending = known.Keys.Where(id => !applied.Contains(id)).ToList();
                if (pending.Count == 0)
                {
                    await RefuseNewerAsync(context, known, applied, token);
                }

                return (IReadOnlyList<string>)pending;
            },
            cancellationToken);

    private async Task RefuseNewerAsync(
        TContext context, IReadOnlyDictionary<string, TypeInfo> known, HashSet<string> applied, CancellationToken cancellationToken)
    {
        if (applied.IsSubsetOf(known.Keys))
        {
            return;
        }

        var servesFrom = await SchemaInfo.ReadAsync(context, cancellationToken);
        var newest = known.Keys.Max(StringComparer.Ordinal)!;
        if (string.CompareOrdinal(servesFrom, newest) > 0)
        {
            throw new SettingsException(
                $"The database {name} is of a newer version, and serves code from {servesFrom} on; this code knows {newest}. "
                + "Run a newer version of this service.");
        }
    }

    private static IReadOnlyDictionary<string, TypeInfo> Known(TContext context) =>
        context.GetService<IMigrationsAssembly>().Migrations is { Count: > 0 } migrations
            ? migrations
            : throw new InvalidOperationException($"{typeof(TContext).Name} has no migrations in its assembly.");

    private static string ServesFrom(IReadOnlyDictionary<string, TypeInfo> migrations) =>
        migrations.Values
            .Select(static type => type.GetCustomAttribute<ServesFromAttribute>()?.Migration)
            .Max(StringComparer.Ordinal) ?? migrations.Keys.Min(StringComparer.Ordinal)!;
}
