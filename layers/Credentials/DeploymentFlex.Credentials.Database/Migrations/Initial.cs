using DeploymentFlex.Data.Schema;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DeploymentFlex.Credentials.Database.Migrations;

/// <summary>Credentials and data keys.</summary>
[DbContext(typeof(CredentialDbContext))]
[Migration("20261121000000_Initial")]
public sealed class Initial : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.CreateOutbox();
        migrationBuilder.CreateTable(
            "credentials",
            static table => new
            {
                Namespace = table.Column<string>(maxLength: 100, nullable: false),
                Name = table.Column<string>(maxLength: 100, nullable: false),
                Version = table.Column<int>(nullable: false),
                CreatedAt = table.Column<long>(nullable: false),
                DeletedAt = table.Column<long>(nullable: true),
                KeyId = table.Column<string>(maxLength: 16, nullable: false),
                Sealed = table.Column<byte[]>(nullable: false),
            },
            constraints: static table => table.PrimaryKey("PK_credentials", static row => new { row.Namespace, row.Name, row.Version }));
        migrationBuilder.CreateTable(
            "data_keys",
            static table => new
            {
                Id = table.Column<string>(maxLength: 16, nullable: false),
                MasterKeyId = table.Column<string>(maxLength: 2048, nullable: false),
                Wrapped = table.Column<byte[]>(nullable: false),
                CreatedAt = table.Column<long>(nullable: false),
            },
            constraints: static table => table.PrimaryKey("PK_data_keys", static row => row.Id));
    }
}
