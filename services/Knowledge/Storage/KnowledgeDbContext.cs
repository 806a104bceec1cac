using DeploymentFlex.Data;
using Microsoft.EntityFrameworkCore;

namespace DeploymentFlex.Services.Knowledge.Storage;

/// <summary>The passages of indexed evidence; their words are in the text index of the same database.</summary>
internal sealed class KnowledgeDbContext(DbContextOptions<KnowledgeDbContext> options) : ServiceDbContext(options)
{
    public DbSet<IndexedEvidence> Evidence => Set<IndexedEvidence>();

    public DbSet<Passage> Passages => Set<Passage>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<IndexedEvidence>(static entity =>
        {
            entity.ToTable("evidence");
            entity.HasKey(static evidence => evidence.Id);
            entity.HasIndex(static evidence => evidence.Collection);
        });
        modelBuilder.Entity<Passage>(static entity =>
        {
            entity.ToTable("passages");
            entity.HasKey(static passage => passage.Id);
            entity.HasIndex(static passage => passage.EvidenceId);
        });
    }
}
