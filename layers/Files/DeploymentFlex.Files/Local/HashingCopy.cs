using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace DeploymentFlex.Files.Local;

/// <summary>Copies a stream to a file. While one buffer is written, it is hashed and the next one is read.</summary>
internal static class HashingCopy
{
    private const int SmallestBuffer = 4 * 1024;
    private const int LargestBuffer = 256 * 1024;
    private const int WriteBackBytes = 8 << 20;

    /// <summary>Copies to the end of the stream, and returns the SHA-256 of its bytes.</summary>
    /// <exception cref="FileLengthException">There were fewer or more bytes than expected.</exception>
    public static async ValueTask<byte[]> RunAsync(
        Stream source, SafeFileHandle target, long? expectedLength, CancellationToken cancellationToken)
    {
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var size = (int)Math.Clamp(expectedLength ?? LargestBuffer, SmallestBuffer, LargestBuffer);
        var buffer = ArrayPool<byte>.Shared.Rent(size);
        var next = ArrayPool<byte>.Shared.Rent(size);
        var writing = Task.CompletedTask;
        var length = 0L;
        try
        {
            while (await source.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken) is > 0 and var count)
            {
                await writing;
                var (bytes, offset) = (buffer.AsMemory(0, count), length);
                writing = Task.Run(() => Write(target, bytes.Span, offset), CancellationToken.None);
                sha256.AppendData(bytes.Span);
                length += count;
                if (length > expectedLength)
                {
                    break;
                }

                (buffer, next) = (next, buffer);
            }

            await writing;
        }
        finally
        {
            // A buffer goes back only when nothing reads it any more.
            await writing.ContinueWith(
                static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            ArrayPool<byte>.Shared.Return(buffer);
            ArrayPool<byte>.Shared.Return(next);
        }

        return expectedLength is null || length == expectedLength
            ? sha256.GetHashAndReset()
            : throw new FileLengthException(expectedLength.Value, length);
    }

    private static void Write(SafeFileHandle target, ReadOnlySpan<byte> bytes, long offset)
    {
        RandomAccess.Write(target, bytes, offset);
        var end = offset + bytes.Length;
        var begun = offset / WriteBackBytes * WriteBackBytes;
        if (end / WriteBackBytes * WriteBackBytes > begun)
        {
            Posix.StartWriteBack(target, begun, end - begun);
        }
    }
}
