using DeploymentFlex.Data;
using Microsoft.EntityFrameworkCore;

namespace DeploymentFlex.Services.Cases.Model;

/// <summary>The database of the cases service.</summary>
public sealed class CasesDbContext(DbContextOptions<CasesDbContext> options) : ServiceDbContext(options)
{
    public DbSet<Case> Cases => Set<Case>();

    public DbSet<TimelineEntry> Timeline => Set<TimelineEntry>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        base.OnModelCreating(modelBuilder);

        modelBuilder.Entity<Case>(entity =>
        {
            entity.ToTable("cases");
            entity.Property(item => item.Title).HasMaxLength(CaseRules.TitleLength);
            entity.Property(item => item.Description).HasMaxLength(CaseRules.DescriptionLength);
            entity.Property(item => item.Assignee).HasMaxLength(CaseRules.AssigneeLength);
            entity.Property(item => item.Status).HasMaxLength(20);
            entity.Property(item => item.Version).IsConcurrencyToken();
            entity.HasMany(item => item.Timeline).WithOne().HasForeignKey(item => item.CaseId);
            entity.HasIndex(item => new { item.Status, item.Id });
            entity.HasIndex(item => new { item.Assignee, item.Id });
        });

        modelBuilder.Entity<TimelineEntry>(entity =>
        {
            entity.ToTable("timeline");
            entity.Property(item => item.Kind).HasMaxLength(40);
            entity.Property(item => item.Text).HasMaxLength(CaseRules.NoteLength);
            entity.Property(item => item.From).HasMaxLength(CaseRules.TitleLength);
            entity.Property(item => item.To).HasMaxLength(CaseRules.TitleLength);
            entity.HasIndex(item => new { item.CaseId, item.Number }).IsUnique();
        });
    }
}
