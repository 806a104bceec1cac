using System.Runtime.InteropServices;

namespace DeploymentFlex.Services.Evidence.Lines;

/// <summary>Finds where lines end: at a line feed. A carriage return before it belongs to the end, a lone one to the text.</summary>
internal static class LineEnds
{
    /// <summary>The bytes of one line feed.</summary>
    public static int Width(LineEncoding encoding) => encoding is LineEncoding.Utf8 ? 1 : 2;

    /// <summary>The encoding that the first two bytes of a file tell.</summary>
    public static LineEncoding Detect(byte first, byte second) => (first, second) switch
    {
        (0xFF, 0xFE) => LineEncoding.Utf16LittleEndian,
        (0xFE, 0xFF) => LineEncoding.Utf16BigEndian,
        _ => LineEncoding.Utf8,
    };

    /// <summary>The offset of the first line feed in bytes that start at a character, or -1.</summary>
    public static int Find(ReadOnlySpan<byte> bytes, LineEncoding encoding)
    {
        if (encoding is LineEncoding.Utf8)
        {
            return bytes.IndexOf((byte)'\n');
        }

        var unit = MemoryMarshal.Cast<byte, ushort>(bytes).IndexOf(Feed(encoding));
        return unit < 0 ? -1 : unit * 2;
    }

    /// <summary>The offset of the last line feed, or -1.</summary>
    public static int FindLast(ReadOnlySpan<byte> bytes, LineEncoding encoding)
    {
        if (encoding is LineEncoding.Utf8)
        {
            return bytes.LastIndexOf((byte)'\n');
        }

        var unit = MemoryMarshal.Cast<byte, ushort>(bytes).LastIndexOf(Feed(encoding));
        return unit < 0 ? -1 : unit * 2;
    }

    // The line feed as this machine reads two bytes in the order of the file.
    private static ushort Feed(LineEncoding encoding) =>
        encoding is LineEncoding.Utf16LittleEndian == BitConverter.IsLittleEndian ? (ushort)0x000A : (ushort)0x0A00;
}
