using System.Buffers;
using System.Security.Cryptography;

namespace DeploymentFlex.Files.Objects;

/// <summary>Reads a stream in parts, hashing it, and holds it to the length that was announced.</summary>
internal sealed class PartReader(Stream content, long? expectedLength) : IDisposable
{
    private const int SmallestBuffer = 64 * 1024;

    private readonly IncrementalHash _sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>The bytes that were read.</summary>
    public long Length { get; private set; }

    /// <summary>Whether there is no more for certain; a part that is exactly full leaves it open.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>
    /// Reads a part in full, or what is left. Its buffer is rented, and the caller's to give back.
    /// </summary>
    /// <exception cref="FileLengthException">There are more bytes than were expected.</exception>
    public async ValueTask<ArraySegment<byte>> ReadAsync(int maxBytes, CancellationToken cancellationToken)
    {
        // One byte more than is expected, to see the end.
        var left = expectedLength is { } expected ? Math.Max(0, expected - Length) + 1 : SmallestBuffer;
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(maxBytes, left));
        try
        {
            var count = 0;
            while (true)
            {
                var room = Math.Min(buffer.Length, maxBytes) - count;
                var read = await content.ReadAtLeastAsync(buffer.AsMemory(count, room), room, throwOnEndOfStream: false, cancellationToken);
                count += read;
                if (read < room || count == maxBytes)
                {
                    IsAtEnd = read < room;
                    break;
                }

                buffer = Grow(buffer, count, maxBytes);
            }

            return Take(buffer, count);
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(buffer);
            throw;
        }
    }

    /// <summary>The SHA-256 of all that was read, in lower-case hex.</summary>
    /// <exception cref="FileLengthException">There were fewer bytes than expected.</exception>
    public string Finish() => expectedLength is null || Length == expectedLength
        ? Convert.ToHexStringLower(_sha256.GetHashAndReset())
        : throw new FileLengthException(expectedLength.Value, Length);

    public void Dispose() => _sha256.Dispose();

    private ArraySegment<byte> Take(byte[] buffer, int count)
    {
        Length += count;
        if (Length > expectedLength)
        {
            throw new FileLengthException(expectedLength.Value, Length);
        }

        _sha256.AppendData(buffer, 0, count);
        return new ArraySegment<byte>(buffer, 0, count);
    }

    private static byte[] Grow(byte[] buffer, int count, int maxBytes)
    {
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(maxBytes, buffer.Length * 4L));
        buffer.AsSpan(0, count).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
