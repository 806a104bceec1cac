using System.Buffers.Binary;
using System.Text;

namespace DeploymentFlex.Layers.RecordLogs;

/// <summary>
/// The first 16 bytes of the file: <c>DFRL</c>, the version of the framing (2), the version of the records (2), their
/// kind (4), and the CRC32C of all these (4). Integers are little-endian. This layout is the same in every version.
/// </summary>
internal static class RecordLogHeader
{
    public const int Bytes = 16;
    public const ushort FramingVersion = 1;

    private static ReadOnlySpan<byte> Magic => "DFRL"u8;

    public static byte[] Create(RecordLogOptions options)
    {
        var header = new byte[Bytes];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(4), FramingVersion);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(6), options.Version);
        if (Encoding.ASCII.GetBytes(options.Kind, header.AsSpan(8)) != 4)
        {
            throw new ArgumentException("A kind has four ASCII characters.", nameof(options));
        }

        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(12), Crc32C.Of(header.AsSpan(0, 12)));
        return header;
    }

    public static void Check(ReadOnlySpan<byte> header, RecordLogOptions options)
    {
        if (header.Length < Bytes || !header[..4].SequenceEqual(Magic))
        {
            throw new RecordLogCorruptException(options.Path, 0, "it is not a record log");
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(header[12..]) != Crc32C.Of(header[..12]))
        {
            throw new RecordLogCorruptException(options.Path, 0, "the header's checksum is wrong");
        }

        var framing = BinaryPrimitives.ReadUInt16LittleEndian(header[4..]);
        var version = BinaryPrimitives.ReadUInt16LittleEndian(header[6..]);
        if (framing > FramingVersion || version > options.Version)
        {
            throw new RecordLogVersionException(options.Path, $"{framing}.{version}", $"{FramingVersion}.{options.Version}");
        }

        var kind = Encoding.ASCII.GetString(header.Slice(8, 4));
        if (kind != options.Kind)
        {
            throw new RecordLogCorruptException(options.Path, 8, $"it holds records of the kind {kind}, not {options.Kind}");
        }
    }
}
