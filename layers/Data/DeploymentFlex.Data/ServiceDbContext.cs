using System.Diagnostics;
using DeploymentFlex.Data.Mapping;
using Microsoft.EntityFrameworkCore;

namespace DeploymentFlex.Data;

/// <summary>
/// The base of every service's context: with the outbox, and mappings that mean the same on each provider. Times are
/// kept as UTC ticks and come back in UTC, durations as ticks, enums as their names; keys of type <see cref="Guid"/> are
/// made by the application (UUIDv7).
/// </summary>
public abstract class ServiceDbContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();

    /// <summary>Whether <see cref="Post"/> was called on this context.</summary>
    internal bool HasPosted { get; private set; }

    /// <summary>
    /// Puts a message in the outbox of this transaction. It is posted as JSON to the address, at least once, after the
    /// commit; the receiver knows repeats by the id, which travels in the header <c>Idempotency-Key</c>.
    /// </summary>
    /// <param name="id">The message's id.</param>
    /// <param name="address">Where to, by logical name: <c>http://jobs/internal/jobs</c>.</param>
    /// <param name="json">The body.</param>
    /// <param name="now">The time of creation.</param>
    public void Post(Guid id, string address, string json, DateTimeOffset now)
    {
        Outbox.Add(new OutboxMessage
        {
            Id = id,
            Address = address,
            Body = json,
            CreatedAt = now,
            DueAt = now,
            TraceParent = Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.Id : null,
        });
        HasPosted = true;
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicksConverter>();
        configurationBuilder.Properties<TimeSpan>().HaveConversion<long>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
        configurationBuilder.Conventions.Add(static _ => new ApplicationKeysConvention());
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.Entity<OutboxMessage>(static message =>
        {
            message.ToTable("outbox");
            message.HasKey(static row => row.Id);
            message.HasIndex(static row => row.DueAt);

            // Two relays that read the same row: the second one's claim finds another time there, and yields.
            message.Property(static row => row.DueAt).IsConcurrencyToken();
        });
    }
}
