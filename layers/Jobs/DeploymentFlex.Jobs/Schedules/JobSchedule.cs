using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace DeploymentFlex.Jobs;

/// <summary>A job that is enqueued again and again.</summary>
public sealed record JobSchedule
{
    public required string Name { get; init; }

    /// <summary>When, as <see cref="CronTimes"/> reads it.</summary>
    public required string Cron { get; init; }

    /// <summary>The type of its jobs.</summary>
    public required string Type { get; init; }

    /// <summary>The payload of its jobs: one JSON value in UTF-8.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>The next occurrence, or null when there is none any more.</summary>
    public required DateTimeOffset? NextAt { get; init; }

    /// <summary>
    /// The id of the job of one occurrence: the same wherever and however often it is computed, so that an occurrence
    /// is enqueued once. A UUID of version 8 (RFC 9562, section 5.8) from the SHA-256 of name and time.
    /// </summary>
    public Guid JobIdAt(DateTimeOffset occurrence)
    {
        var name = Encoding.UTF8.GetBytes(Name);
        var input = new byte[name.Length + sizeof(long)];
        name.CopyTo(input, 0);
        BinaryPrimitives.WriteInt64BigEndian(input.AsSpan(name.Length), occurrence.UtcTicks);

        var id = SHA256.HashData(input).AsSpan(0, 16);
        id[6] = (byte)(0x80 | (id[6] & 0x0f));
        id[8] = (byte)(0x80 | (id[8] & 0x3f));
        return new Guid(id, bigEndian: true);
    }
}
