using DeploymentFlex.Data;
using Microsoft.EntityFrameworkCore;

namespace DeploymentFlex.Conformance.Data;

/// <summary>The context of the conformance tests.</summary>
public class NotesContext(DbContextOptions<NotesContext> options) : ServiceDbContext(options)
{
    public DbSet<Note> Notes => Set<Note>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<Note>(static note =>
        {
            note.ToTable("notes");
            note.HasIndex(static row => new { row.Day, row.At });
            note.HasIndex(static row => row.Title).IsUnique();
            note.HasMany(static row => row.Lines).WithOne().HasForeignKey(static line => line.NoteId);
        });
        modelBuilder.Entity<NoteLine>().ToTable("note_lines");
    }
}
