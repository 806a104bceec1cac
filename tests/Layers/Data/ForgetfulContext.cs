using DeploymentFlex.Data;
using Microsoft.EntityFrameworkCore;

namespace DeploymentFlex.Layers.Tests.Data;

/// <summary>A context whose migration forgot a column and an index, and made another column of the wrong type.</summary>
public sealed class ForgetfulContext(DbContextOptions<ForgetfulContext> options) : ServiceDbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<ForgetfulRecord>(static record =>
        {
            record.ToTable("records");
            record.HasIndex(static row => row.At);
        });
    }
}
