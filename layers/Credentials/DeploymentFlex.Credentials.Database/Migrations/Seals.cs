using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DeploymentFlex.Credentials.Database.Migrations;

/// <summary>Seals on the rows of each credential.</summary>
[DbContext(typeof(CredentialDbContext))]
[Migration("20261121180000_Seals")]
public sealed class Seals : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.CreateTable(
            "credential_seals",
            static table => new
            {
                Namespace = table.Column<string>(maxLength: 100, nullable: false),
                Name = table.Column<string>(maxLength: 100, nullable: false),
                KeyId = table.Column<string>(maxLength: 16, nullable: false),
                Seal = table.Column<byte[]>(nullable: false),
            },
            constraints: static table => table.PrimaryKey("PK_credential_seals", static row => new { row.Namespace, row.Name }));
    }
}
