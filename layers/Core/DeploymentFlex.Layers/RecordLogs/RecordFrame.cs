using System.Buffers.Binary;
using System.Numerics;

namespace DeploymentFlex.Layers.RecordLogs;

/// <summary>
/// How a record stands in the file: its length (4), the distance in bytes back to the first frame of the commit that
/// it was written with (4), a CRC32C (4), and the record. The checksum also covers the frame's place in the file, so
/// that a frame that ended up elsewhere, or bytes of a record that look like a frame, are not taken for one.
/// </summary>
internal static class RecordFrame
{
    public const int HeaderBytes = 12;

    /// <summary>The largest record in bytes.</summary>
    public const int MaxRecordBytes = 4 << 20;

    /// <summary>A commit takes no further record when it has this many bytes.</summary>
    public const int CommitBytes = 4 << 20;

    /// <summary>The most bytes that a crash can leave half written.</summary>
    public const int MaxCommitBytes = CommitBytes + HeaderBytes + MaxRecordBytes;

    public static int LengthOf(ReadOnlySpan<byte> header) => BinaryPrimitives.ReadInt32LittleEndian(header);

    public static uint DistanceOf(ReadOnlySpan<byte> header) => BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);

    /// <summary>Whether a header's length can be one, given the bytes that follow the header.</summary>
    public static bool HasPossibleLength(ReadOnlySpan<byte> header, long following) =>
        LengthOf(header) is > 0 and <= MaxRecordBytes and var length && length <= following;

    /// <summary>Writes distance and checksum into a frame whose length and record are there.</summary>
    public static void Seal(Span<byte> frame, long offset, uint distance)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(frame[4..], distance);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[8..], Checksum(frame, frame[HeaderBytes..], offset));
    }

    public static bool IsValid(ReadOnlySpan<byte> header, ReadOnlySpan<byte> record, long offset) =>
        BinaryPrimitives.ReadUInt32LittleEndian(header[8..]) == Checksum(header, record, offset);

    private static uint Checksum(ReadOnlySpan<byte> header, ReadOnlySpan<byte> record, long offset)
    {
        var crc = BitOperations.Crc32C(uint.MaxValue, (ulong)offset);
        crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(header));
        return ~Crc32C.Append(crc, record);
    }
}
