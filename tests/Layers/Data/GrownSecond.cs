using DeploymentFlex.Data.Schema;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DeploymentFlex.Layers.Tests.Data;

/// <summary>The second migration of <see cref="GrownContext"/>, after which the first code does not work any more.</summary>
[DbContext(typeof(GrownContext))]
[Migration(Id)]
[ServesFrom(Id)]
public sealed class GrownSecond : Migration
{
    public const string Id = "20261201000000_Second";

    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable("old");
}
