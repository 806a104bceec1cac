using Microsoft.EntityFrameworkCore.Migrations;

namespace DeploymentFlex.Data.Schema;

/// <summary>What the migrations of a service call for the tables that the data layer owns.</summary>
public static class ServiceMigrations
{
    /// <summary>Creates the outbox; every service's first migration calls it.</summary>
    public static void CreateOutbox(this MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.CreateTable(
            "outbox",
            static table => new
            {
                Id = table.Column<Guid>(nullable: false),
                Address = table.Column<string>(nullable: false),
                Body = table.Column<string>(nullable: false),
                CreatedAt = table.Column<long>(nullable: false),
                DueAt = table.Column<long>(nullable: false),
                Attempts = table.Column<int>(nullable: false),
                LastError = table.Column<string>(nullable: true),
                TraceParent = table.Column<string>(nullable: true),
            },
            constraints: static table => table.PrimaryKey("PK_outbox", static row => row.Id));
        migrationBuilder.CreateIndex("IX_outbox_DueAt", "outbox", "DueAt");
    }

    /// <summary>Creates the text index of a service that calls <see cref="DataLayer.AddTextIndex{TContext}"/>.</summary>
    public static void CreateTextIndex(this MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.Operations.Add(new CreateTextIndexOperation());
    }
}
