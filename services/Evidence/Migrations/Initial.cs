using DeploymentFlex.Data.Schema;
using DeploymentFlex.Services.Evidence.Model;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DeploymentFlex.Services.Evidence.Migrations;

/// <summary>Evidence and the line indexes of its files.</summary>
[DbContext(typeof(EvidenceDbContext))]
[Migration("20261121000000_Initial")]
public sealed class Initial : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.CreateOutbox();
        migrationBuilder.CreateTable(
            "evidence",
            static table => new
            {
                Id = table.Column<Guid>(nullable: false),
                CaseId = table.Column<Guid>(nullable: false),
                Name = table.Column<string>(maxLength: 255, nullable: false),
                Size = table.Column<long>(nullable: false),
                Sha256 = table.Column<string>(maxLength: 64, nullable: false),
                Status = table.Column<string>(maxLength: 20, nullable: false),
                Progress = table.Column<double>(nullable: true),
                Reason = table.Column<string>(maxLength: 2000, nullable: true),
                Lines = table.Column<long>(nullable: false),
                IndexedLines = table.Column<long>(nullable: true),
                CreatedAt = table.Column<long>(nullable: false),
                DeletingAt = table.Column<long>(nullable: true),
            },
            constraints: static table => table.PrimaryKey("PK_evidence", static row => row.Id));
        migrationBuilder.CreateIndex(
            "IX_evidence_CaseId_Sha256", "evidence", ["CaseId", "Sha256"], unique: true, filter: "\"DeletingAt\" IS NULL");
        migrationBuilder.CreateIndex("IX_evidence_CaseId_Id", "evidence", ["CaseId", "Id"]);
        migrationBuilder.CreateTable(
            "evidence_lines",
            static table => new
            {
                EvidenceId = table.Column<Guid>(nullable: false),
                Index = table.Column<byte[]>(nullable: false),
            },
            constraints: static table =>
            {
                table.PrimaryKey("PK_evidence_lines", static row => row.EvidenceId);
                table.ForeignKey(
                    "FK_evidence_lines_evidence_EvidenceId", static row => row.EvidenceId, "evidence", "Id", onDelete: ReferentialAction.Cascade);
            });
    }
}
