using System.Text;
using System.Text.Unicode;

namespace DeploymentFlex.Services.Evidence.Lines;

/// <summary>Reads the bytes of a line as text. There are no bytes that it fails on.</summary>
internal static class LineText
{
    private static ReadOnlySpan<byte> Utf8Mark => [0xEF, 0xBB, 0xBF];

    /// <summary>The text of one line, without its end and without a byte order mark.</summary>
    /// <param name="line">The bytes, with a carriage return at the end or without.</param>
    /// <param name="encoding">The file's.</param>
    /// <param name="truncated">Whether the bytes stop inside of the line, perhaps inside of a character.</param>
    public static string Decode(ReadOnlySpan<byte> line, LineEncoding encoding, bool truncated)
    {
        if (encoding is not LineEncoding.Utf8)
        {
            var text = Decoder(encoding).GetString(line[..(line.Length & ~1)]).TrimStart('\uFEFF');
            return truncated ? text.EndsWith('\uFFFD') ? text[..^1] : text : TrimReturn(text);
        }

        if (line.StartsWith(Utf8Mark))
        {
            line = line[Utf8Mark.Length..];
        }

        if (truncated && Rune.DecodeLastFromUtf8(line, out _, out var broken) is System.Buffers.OperationStatus.NeedMoreData)
        {
            line = line[..^broken];
        }

        return TrimReturn(Utf8.IsValid(line) ? Encoding.UTF8.GetString(line) : Encoding.Latin1.GetString(line));
    }

    /// <summary>The text of several whole lines with their ends, or null where they are not all in one encoding.</summary>
    public static int? TryDecode(ReadOnlySpan<byte> lines, LineEncoding encoding, Span<char> text)
    {
        if (encoding is not LineEncoding.Utf8)
        {
            return Decoder(encoding).GetChars(lines[..(lines.Length & ~1)], text);
        }

        return Utf8.IsValid(lines) ? Encoding.UTF8.GetChars(lines, text) : null;
    }

    private static Encoding Decoder(LineEncoding encoding) =>
        encoding is LineEncoding.Utf16LittleEndian ? Encoding.Unicode : Encoding.BigEndianUnicode;

    private static string TrimReturn(string text) => text.EndsWith('\r') ? text[..^1] : text;
}
