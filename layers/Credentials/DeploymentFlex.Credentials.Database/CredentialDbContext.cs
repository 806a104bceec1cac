using DeploymentFlex.Credentials.Envelopes;
using DeploymentFlex.Data;
using Microsoft.EntityFrameworkCore;

namespace DeploymentFlex.Credentials.Database;

/// <summary>The database of credentials, and of the keys that they are encrypted with.</summary>
public sealed class CredentialDbContext(DbContextOptions<CredentialDbContext> options) : ServiceDbContext(options)
{
    public DbSet<SealedRecord> Credentials => Set<SealedRecord>();

    public DbSet<RowSeal> Seals => Set<RowSeal>();

    public DbSet<DataKey> Keys => Set<DataKey>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        base.OnModelCreating(modelBuilder);

        modelBuilder.Entity<SealedRecord>(static entity =>
        {
            entity.ToTable("credentials");
            entity.HasKey(static record => new { record.Namespace, record.Name, record.Version });
            entity.Property(static record => record.Namespace).HasMaxLength(100);
            entity.Property(static record => record.Name).HasMaxLength(100);
            entity.Property(static record => record.KeyId).HasMaxLength(16);
        });

        modelBuilder.Entity<RowSeal>(static entity =>
        {
            entity.ToTable("credential_seals");
            entity.HasKey(static seal => new { seal.Namespace, seal.Name });
            entity.Property(static seal => seal.Namespace).HasMaxLength(100);
            entity.Property(static seal => seal.Name).HasMaxLength(100);
            entity.Property(static seal => seal.KeyId).HasMaxLength(16);
        });

        modelBuilder.Entity<DataKey>(static entity =>
        {
            entity.ToTable("data_keys");
            entity.HasKey(static key => key.Id);
            entity.Property(static key => key.Id).HasMaxLength(16);
            entity.Property(static key => key.MasterKeyId).HasMaxLength(2048);
        });
    }
}
