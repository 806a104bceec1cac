using DeploymentFlex.Data.Schema;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DeploymentFlex.Layers.Tests.Data;

/// <summary>The migration of <see cref="ForgetfulContext"/>.</summary>
[DbContext(typeof(ForgetfulContext))]
[Migration("20261121000000_Initial")]
public sealed class ForgetfulInitial : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateOutbox();
        migrationBuilder.CreateTable(
            "records",
            static table => new
            {
                Id = table.Column<Guid>(nullable: false),
                At = table.Column<DateTimeOffset>(nullable: false),
            },
            constraints: static table => table.PrimaryKey("PK_records", static row => row.Id));
    }
}
