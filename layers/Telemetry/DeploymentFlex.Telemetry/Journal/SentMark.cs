using System.Buffers.Binary;
using System.Security.Cryptography;

namespace DeploymentFlex.Telemetry.Journal;

/// <summary>
/// How far a journal was sent, in a file beside it: the place of a record in the journal (8 bytes), the beginning of that
/// record's SHA-256 (8), and what is known of it (1). A journal that was written anew since has
/// another record there, or none: the mark says nothing then.
/// </summary>
internal readonly record struct SentMark(long Place, ulong Digest, SentState State)
{
    public const int Bytes = 17;

    /// <summary>How many records of the journal the collector has.</summary>
    public long Sent => State is SentState.Confirmed ? Place + 1 : Place;

    public static string PathOf(string journal) => journal + ".sent";

    /// <summary>The mark of a journal, or null.</summary>
    public static SentMark? Read(string journal)
    {
        try
        {
            using var file = new FileStream(PathOf(journal), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[Bytes];
            return file.ReadAtLeast(bytes, Bytes, throwOnEndOfStream: false) == Bytes
                ? new SentMark(BinaryPrimitives.ReadInt64LittleEndian(bytes), BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(8)), (SentState)bytes[16])
                : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public static ulong DigestOf(ReadOnlySpan<byte> record)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(record, digest);
        return BinaryPrimitives.ReadUInt64LittleEndian(digest);
    }

    /// <summary>Whether this is the record that the mark is of.</summary>
    public bool IsOf(long place, ReadOnlySpan<byte> record) => place == Place && DigestOf(record) == Digest;

    public byte[] Encode()
    {
        var bytes = new byte[Bytes];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, Place);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(8), Digest);
        bytes[16] = (byte)State;
        return bytes;
    }
}
