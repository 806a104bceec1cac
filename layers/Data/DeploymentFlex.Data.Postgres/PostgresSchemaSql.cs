using DeploymentFlex.Data.Schema;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure.Internal;
using Npgsql.EntityFrameworkCore.PostgreSQL.Migrations;

namespace DeploymentFlex.Data.Postgres;

#pragma warning disable EF1001 // The provider's generator has no other constructor.
/// <summary>Writes migrations in PostgreSQL's SQL, the data layer's own operations as well.</summary>
internal sealed class PostgresSchemaSql(MigrationsSqlGeneratorDependencies dependencies, INpgsqlSingletonOptions options)
    : NpgsqlMigrationsSqlGenerator(dependencies, options)
#pragma warning restore EF1001
{
    protected override void Generate(MigrationOperation operation, IModel? model, MigrationCommandListBuilder builder)
    {
        if (operation is CreateTextIndexOperation)
        {
            builder.Append(PostgresTextIndex.CreateSql).EndCommand();
            return;
        }

        base.Generate(operation, model, builder);
    }
}
