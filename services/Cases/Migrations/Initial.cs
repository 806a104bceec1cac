using DeploymentFlex.Data.Schema;
using DeploymentFlex.Services.Cases.Model;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DeploymentFlex.Services.Cases.Migrations;

/// <summary>Cases and their timelines.</summary>
[DbContext(typeof(CasesDbContext))]
[Migration("20261121000000_Initial")]
public sealed class Initial : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.CreateOutbox();
        migrationBuilder.CreateTable(
            "cases",
            static table => new
            {
                Id = table.Column<Guid>(nullable: false),
                Title = table.Column<string>(maxLength: 200, nullable: false),
                Description = table.Column<string>(maxLength: 20_000, nullable: true),
                Assignee = table.Column<string>(maxLength: 200, nullable: true),
                Status = table.Column<string>(maxLength: 20, nullable: false),
                CreatedAt = table.Column<long>(nullable: false),
                UpdatedAt = table.Column<long>(nullable: false),
                Version = table.Column<int>(nullable: false),
            },
            constraints: static table => table.PrimaryKey("PK_cases", static row => row.Id));
        migrationBuilder.CreateIndex("IX_cases_Status_Id", "cases", ["Status", "Id"]);
        migrationBuilder.CreateIndex("IX_cases_Assignee_Id", "cases", ["Assignee", "Id"]);
        migrationBuilder.CreateTable(
            "timeline",
            static table => new
            {
                Id = table.Column<Guid>(nullable: false),
                CaseId = table.Column<Guid>(nullable: false),
                Number = table.Column<int>(nullable: false),
                At = table.Column<long>(nullable: false),
                Kind = table.Column<string>(maxLength: 40, nullable: false),
                Text = table.Column<string>(maxLength: 1000, nullable: false),
                From = table.Column<string>(maxLength: 200, nullable: true),
                To = table.Column<string>(maxLength: 200, nullable: true),
            },
            constraints: static table =>
            {
                table.PrimaryKey("PK_timeline", static row => row.Id);
                table.ForeignKey("FK_timeline_cases_CaseId", static row => row.CaseId, "cases", "Id", onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateIndex("IX_timeline_CaseId_Number", "timeline", ["CaseId", "Number"], unique: true);
    }
}
