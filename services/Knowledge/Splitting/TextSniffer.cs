using System.Buffers;
using System.Text;

namespace DeploymentFlex.Services.Knowledge.Splitting;

/// <summary>Tells text from everything else by the beginning of a file.</summary>
internal static class TextSniffer
{
    /// <summary>How many bytes the decision is made on.</summary>
    public const int HeadLength = 64 * 1024;

    // Compressed and compiled data has about 10 % control characters; a log with an escape sequence or a run of NUL
    // bytes after a power loss has far fewer.
    private const double MaxControlShare = 0.02;
    private const double MaxInvalidShare = 0.3;

    /// <summary>Whether the file reads as text; an empty one does.</summary>
    public static bool IsText(ReadOnlySequence<byte> head)
    {
        var bytes = head.Slice(0, Math.Min(head.Length, HeadLength)).ToArray().AsSpan();
        if (bytes.Length == 0 || HasUtf16Mark(bytes))
        {
            return true;
        }

        var controls = 0;
        foreach (var value in bytes)
        {
            controls += IsControl(value) ? 1 : 0;
        }

        return controls <= bytes.Length * MaxControlShare && InvalidSequences(bytes) <= bytes.Length * MaxInvalidShare;
    }

    private static bool HasUtf16Mark(ReadOnlySpan<byte> bytes) => bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];

    /// <summary>Control characters that no terminal or editor writes: NUL is the first of them.</summary>
    private static bool IsControl(byte value) => value is < 0x20 and not (0x07 or 0x08 or 0x09 or 0x0A or 0x0B or 0x0C or 0x0D or 0x1B);

    private static int InvalidSequences(ReadOnlySpan<byte> bytes)
    {
        var invalid = 0;
        while (!bytes.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(bytes, out _, out var length);
            if (status is OperationStatus.NeedMoreData)
            {
                break; // The head ends within a character.
            }

            invalid += status is OperationStatus.Done ? 0 : 1;
            bytes = bytes[length..];
        }

        return invalid;
    }
}
