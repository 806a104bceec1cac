using DeploymentFlex.Data.Schema;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DeploymentFlex.Services.Knowledge.Storage;

/// <summary>The first schema of the knowledge service.</summary>
[DbContext(typeof(KnowledgeDbContext))]
[Migration("20261121000000_Initial")]
internal sealed class KnowledgeInitial : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateOutbox();
        migrationBuilder.CreateTextIndex();
        migrationBuilder.CreateTable(
            "evidence",
            static table => new
            {
                Id = table.Column<Guid>(nullable: false),
                CaseId = table.Column<Guid>(nullable: false),
                Name = table.Column<string>(nullable: false),
                Run = table.Column<Guid>(nullable: false),
                Collection = table.Column<string>(nullable: false),
            },
            constraints: static table => table.PrimaryKey("PK_evidence", static row => row.Id));
        migrationBuilder.CreateIndex("IX_evidence_Collection", "evidence", "Collection");
        migrationBuilder.CreateTable(
            "passages",
            static table => new
            {
                Id = table.Column<Guid>(nullable: false),
                EvidenceId = table.Column<Guid>(nullable: false),
                Line = table.Column<long>(nullable: false),
                Text = table.Column<string>(nullable: false),
                Before = table.Column<string>(nullable: false),
                After = table.Column<string>(nullable: false),
                IsEmbedded = table.Column<bool>(nullable: false),
                Repeats = table.Column<int>(nullable: false),
            },
            constraints: static table => table.PrimaryKey("PK_passages", static row => row.Id));
        migrationBuilder.CreateIndex("IX_passages_EvidenceId", "passages", "EvidenceId");
    }
}
