using DeploymentFlex.Data.Schema;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace DeploymentFlex.Conformance.Data;

/// <summary>The first migration of <see cref="NotesContext"/>, written by hand as a service's are.</summary>
[DbContext(typeof(NotesContext))]
[Migration(Id)]
public sealed class NotesInitial : Migration
{
    public const string Id = "20261121000000_Initial";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        ArgumentNullException.ThrowIfNull(migrationBuilder);
        migrationBuilder.CreateOutbox();
        migrationBuilder.CreateTextIndex();
        migrationBuilder.CreateTable(
            "notes",
            static table => new
            {
                Id = table.Column<Guid>(nullable: false),
                Title = table.Column<string>(nullable: false),
                At = table.Column<long>(nullable: false),
                Took = table.Column<long>(nullable: false),
                Day = table.Column<string>(nullable: false),
                Number = table.Column<long>(nullable: false),
                Share = table.Column<double>(nullable: false),
                IsDone = table.Column<bool>(nullable: false),
            },
            constraints: static table => table.PrimaryKey("PK_notes", static row => row.Id));
        migrationBuilder.CreateIndex("IX_notes_Day_At", "notes", ["Day", "At"]);
        migrationBuilder.CreateIndex("IX_notes_Title", "notes", "Title", unique: true);
        migrationBuilder.CreateTable(
            "note_lines",
            static table => new
            {
                Id = table.Column<Guid>(nullable: false),
                NoteId = table.Column<Guid>(nullable: false),
                Text = table.Column<string>(nullable: false),
            },
            constraints: static table =>
            {
                table.PrimaryKey("PK_note_lines", static row => row.Id);
                table.ForeignKey("FK_note_lines_notes_NoteId", static row => row.NoteId, "notes", "Id", onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateIndex("IX_note_lines_NoteId", "note_lines", "NoteId");
    }
}
