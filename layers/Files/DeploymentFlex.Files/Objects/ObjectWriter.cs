using System.Buffers;
using System.Runtime.ExceptionServices;

namespace DeploymentFlex.Files.Objects;

/// <summary>
/// Streams content into a store of objects: what fits into <see cref="MaxPutBytes"/> at once, anything larger in parts
/// that are sent side by side while the next one is read.
/// </summary>
public static class ObjectWriter
{
    /// <summary>The largest content that is sent at once: 16 MiB.</summary>
    public const int MaxPutBytes = 16 << 20;

    /// <summary>The smallest part: 8 MiB. An announced length that needs more than <see cref="MaxParts"/> of these has larger ones.</summary>
    public const int PartBytes = 8 << 20;

    /// <summary>The most parts of a file, as with S3 (Azure allows 50,000).</summary>
    public const int MaxParts = 10_000;

    private const int PartsAtOnce = 4;

    /// <summary>Reads to the end of the content, and returns its size and the SHA-256 in lower-case hex, once it is stored.</summary>
    /// <exception cref="FileExistsException">The key is taken.</exception>
    /// <exception cref="FileLengthException">More or fewer bytes came than were expected, or more than fit into the parts.</exception>
    public static async ValueTask<(long Size, string Sha256)> RunAsync(
        IObjectUpload upload, Stream content, long? expectedLength, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(upload);
        using var source = new PartReader(content, expectedLength);
        var head = await source.ReadAsync(MaxPutBytes, cancellationToken);
        if (source.IsAtEnd)
        {
            try
            {
                var sha256 = source.Finish();
                cancellationToken.ThrowIfCancellationRequested();
                await upload.PutAsync(head, sha256);
                return (source.Length, sha256);
            }
            finally
            {
                Return(head);
            }
        }

        try
        {
            await upload.BeginAsync(cancellationToken);
        }
        catch
        {
            Return(head);
            throw;
        }

        var hash = await WritePartsAsync(upload, source, head, PartBytesFor(expectedLength), cancellationToken);
        return (source.Length, hash);
    }

    /// <summary>Gives a part's buffer back.</summary>
    internal static void Return(ArraySegment<byte> part) => ArrayPool<byte>.Shared.Return(part.Array!);

    private static async Task<string> WritePartsAsync(
        IObjectUpload upload, PartReader source, ArraySegment<byte> head, int partBytes, CancellationToken cancellationToken)
    {
        using var parts = new PartsUnderWay(upload, PartsAtOnce, cancellationToken);
        try
        {
            await parts.WaitForRoomAsync();
            parts.Send(head);
            while (!source.IsAtEnd)
            {
                await parts.WaitForRoomAsync();
                var part = await source.ReadAsync(partBytes, cancellationToken);
                if (part.Count == 0)
                {
                    Return(part);
                    break;
                }

                if (parts.Count == MaxParts)
                {
                    Return(part);
                    throw new FileLengthException($"The content is larger than {MaxParts} parts of {partBytes} bytes; announce its length to have larger parts.");
                }

                parts.Send(part);
            }

            var sha256 = source.Finish();
            await parts.WaitAsync();
            cancellationToken.ThrowIfCancellationRequested();
            await upload.CommitAsync(parts.Count, sha256);
            return sha256;
        }
        catch (Exception error)
        {
            var cause = await parts.StopAsync();
            await upload.AbortAsync();
            cancellationToken.ThrowIfCancellationRequested();
            ExceptionDispatchInfo.Throw(cause ?? error);
            throw;
        }
    }

    private static int PartBytesFor(long? length) =>
        (int)Math.Clamp(((length ?? 0) + MaxParts - 1) / MaxParts, PartBytes, Array.MaxLength);
}
