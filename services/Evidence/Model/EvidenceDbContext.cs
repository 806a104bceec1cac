using DeploymentFlex.Data;
using Microsoft.EntityFrameworkCore;

namespace DeploymentFlex.Services.Evidence.Model;

/// <summary>The database of the evidence service.</summary>
public sealed class EvidenceDbContext(DbContextOptions<EvidenceDbContext> options) : ServiceDbContext(options)
{
    public DbSet<EvidenceRecord> Evidence => Set<EvidenceRecord>();

    public DbSet<EvidenceLines> Lines => Set<EvidenceLines>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        base.OnModelCreating(modelBuilder);

        modelBuilder.Entity<EvidenceRecord>(entity =>
        {
            entity.ToTable("evidence");
            entity.Property(item => item.Name).HasMaxLength(EvidenceName.MaxLength);
            entity.Property(item => item.Sha256).HasMaxLength(64);
            entity.Property(item => item.Status).HasMaxLength(20);
            entity.Property(item => item.Reason).HasMaxLength(2000);
            entity.HasOne(item => item.LineIndex).WithOne().HasForeignKey<EvidenceLines>(item => item.EvidenceId);

            // The same bytes twice in one case are one piece of evidence; one that is being removed no longer counts.
            entity.HasIndex(item => new { item.CaseId, item.Sha256 }).IsUnique().HasFilter("\"DeletingAt\" IS NULL");
            entity.HasIndex(item => new { item.CaseId, item.Id });
        });

        modelBuilder.Entity<EvidenceLines>(entity =>
        {
            entity.ToTable("evidence_lines");
            entity.HasKey(item => item.EvidenceId);
        });
    }
}
