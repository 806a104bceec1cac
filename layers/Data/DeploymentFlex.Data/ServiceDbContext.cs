using Microsoft.EntityFrameworkCore;

namespace DeploymentFlex.Data;

/// <summary>The base of every service's context: with the outbox, and mappings that mean the same on each provider.</summary>
public abstract class ServiceDbContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();

    /// <summary>
    /// Puts a message in the outbox of this transaction. It is posted as JSON to the address, at least once, after the
    /// commit; the receiver knows repeats by the id, which travels in the header <c>Idempotency-Key</c>.
    /// </summary>
    /// <param name="id">The message's id.</param>
    /// <param name="address">Where to, by logical name: <c>http://jobs/internal/jobs</c>.</param>
    /// <param name="json">The body.</param>
    /// <param name="now">The time of creation.</param>
    public void Post(Guid id, string address, string json, DateTimeOffset now) =>
        Outbox.Add(new OutboxMessage { Id = id, Address = address, Body = json, CreatedAt = now, DueAt = now });
}
