using Microsoft.EntityFrameworkCore;

namespace DeploymentFlex.Data.Schema;

/// <summary>The table <c>schema_info</c>, of one row: the oldest code that the schema serves.</summary>
internal static class SchemaInfo
{
    public const string Table = "schema_info";

    public static async Task WriteAsync(DbContext context, string servesFrom, CancellationToken cancellationToken)
    {
        await context.Database.ExecuteSqlRawAsync(
            $"CREATE TABLE IF NOT EXISTS {Table} (id integer PRIMARY KEY, serves_from text NOT NULL)", cancellationToken);
        await context.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO schema_info (id, serves_from) VALUES (1, {servesFrom})
             ON CONFLICT (id) DO UPDATE SET serves_from = excluded.serves_from
             """,
            cancellationToken);
    }

    public static Task<string> ReadAsync(DbContext context, CancellationToken cancellationToken) =>
        context.Database.SqlQueryRaw<string>($"SELECT serves_from AS \"Value\" FROM {Table}").SingleAsync(cancellationToken);
}
