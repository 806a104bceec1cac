using System.IO.Pipelines;
using System.Text;

namespace DeploymentFlex.Services.Knowledge.Splitting;

/// <summary>Opens a stream of bytes as text: UTF-8, UTF-16 with a byte order mark, and Latin-1 where neither fits.</summary>
internal static class TextSource
{
    private static readonly Encoding s_encoding = Encoding.GetEncoding(Encoding.UTF8.CodePage, EncoderFallback.ReplacementFallback, new Latin1Fallback());

    /// <summary>A reader of the stream's text, or null when it is no text.</summary>
    public static async Task<TextReader?> OpenAsync(Stream stream, CancellationToken cancellationToken)
    {
        var pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: TextSniffer.HeadLength, leaveOpen: true));
        var head = await pipe.ReadAtLeastAsync(TextSniffer.HeadLength, cancellationToken);
        var isText = TextSniffer.IsText(head.Buffer);
        pipe.AdvanceTo(head.Buffer.Start);
        if (!isText)
        {
            await pipe.CompleteAsync();
            return null;
        }

        return new StreamReader(pipe.AsStream(), s_encoding, detectEncodingFromByteOrderMarks: true, bufferSize: TextSniffer.HeadLength);
    }
}
