using DeploymentFlex.Data.Schema;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DeploymentFlex.Layers.Tests.Data;

/// <summary>The first migration of <see cref="GrownContext"/>.</summary>
[DbContext(typeof(GrownContext))]
[Migration("20261121000000_First")]
public sealed class GrownFirst : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateOutbox();
        migrationBuilder.CreateTable("old", static table => new { Id = table.Column<Guid>() });
    }
}
