using DeploymentFlex.Data.Schema;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace DeploymentFlex.Data.Sqlite;

/// <summary>Writes migrations in SQLite's SQL, the data layer's own operations as well.</summary>
internal sealed class SqliteSchemaSql(
    MigrationsSqlGeneratorDependencies dependencies, IRelationalAnnotationProvider annotations)
    : SqliteMigrationsSqlGenerator(dependencies, annotations)
{
    protected override void Generate(MigrationOperation operation, IModel? model, MigrationCommandListBuilder builder)
    {
        if (operation is CreateTextIndexOperation)
        {
            builder.Append(SqliteTextIndex.CreateSql).AppendLine(Dependencies.SqlGenerationHelper.StatementTerminator).EndCommand();
            return;
        }

        base.Generate(operation, model, builder);
    }
}
