using System.Globalization;
using DeploymentFlex.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace DeploymentFlex.Conformance.Data;

/// <summary>
/// Migrations are written by hand: this fails when they and the model of a context make different schemas. A service's
/// tests derive from it, with the context alone. The comparison is made on SQLite.
/// </summary>
public abstract class MigrationsConformance<TContext>
    where TContext : ServiceDbContext
{
    [Fact]
    public async Task Migrations_make_the_schema_of_the_model()
    {
        var migrated = await SchemaAsync(static host => host.StartAsync());
        var created = await SchemaAsync(static host => host.Services.GetRequiredService<IServiceDatabase<TContext>>().MaintainAsync(
            static (context, token) => context.Database.EnsureCreatedAsync(token), TestContext.Current.CancellationToken));

        string[] differences =
        [
            .. migrated.Except(created, StringComparer.Ordinal).Select(static item => $"not in the model: {item}"),
            .. created.Except(migrated, StringComparer.Ordinal).Select(static item => $"in no migration: {item}"),
        ];
        differences.ShouldBeEmpty();
    }

    private static async Task<IReadOnlyList<string>> SchemaAsync(Func<DataHost<TContext>, Task> create)
    {
        var folder = Directory.CreateTempSubdirectory("deploymentflex-schema-");
        try
        {
            await using var host = new DataHost<TContext>(
            [
                new("Deployment:Mode", "development"),
                new("Layers:Data:Chain", "sqlite"),
                new("Layers:Data:sqlite:Path", folder.FullName),
            ]);
            await create(host);
            return await host.Database.ReadAsync(DescribeAsync, TestContext.Current.CancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Columns, indexes and foreign keys of the model's tables, a text each.</summary>
    private static async Task<IReadOnlyList<string>> DescribeAsync(TContext context, CancellationToken cancellationToken)
    {
        const string tables =
            """
            (SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\'
             AND name NOT LIKE '\_\_EF%' ESCAPE '\' AND name NOT LIKE 'text\_index%' ESCAPE '\' AND name <> 'schema_info') AS t
            """;
        return
        [
            .. await RowsAsync(context, $"SELECT 'column', t.name, c.name, c.type, c.\"notnull\", c.dflt_value, c.pk FROM {tables}, pragma_table_xinfo(t.name) AS c", cancellationToken),
            .. await RowsAsync(context, $"SELECT 'index', t.name, i.name, i.\"unique\", c.seqno, c.name, c.\"desc\" FROM {tables}, pragma_index_list(t.name) AS i, pragma_index_xinfo(i.name) AS c WHERE c.key", cancellationToken),
            .. await RowsAsync(context, $"SELECT 'foreign key', t.name, f.\"from\", f.\"table\", f.\"to\", f.on_update, f.on_delete FROM {tables}, pragma_foreign_key_list(t.name) AS f", cancellationToken),
        ];
    }

    private static async Task<List<string>> RowsAsync(TContext context, string sql, CancellationToken cancellationToken)
    {
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var values = new object[reader.FieldCount];
            reader.GetValues(values);
            rows.Add(string.Join(' ', values.Select(static value => Convert.ToString(value, CultureInfo.InvariantCulture))));
        }

        return rows;
    }
}
