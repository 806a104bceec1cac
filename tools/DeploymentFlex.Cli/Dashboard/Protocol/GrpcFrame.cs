using System.Buffers.Binary;
using Google.Protobuf;

namespace Aspire.V1;

/// <summary>A message as gRPC puts it on the wire: one byte that says whether it is compressed, four for its length, then its bytes.</summary>
internal static class GrpcFrame
{
    /// <summary>In bytes. A longer message is refused, so that a peer cannot make this process hold what it likes.</summary>
    public const int LongestMessage = 4 * 1024 * 1024;

    private const int HeaderLength = 5;

    public static byte[] Write(IMessage message)
    {
        var length = message.CalculateSize();
        var frame = new byte[HeaderLength + length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), length);
        message.WriteTo(frame.AsSpan(HeaderLength));
        return frame;
    }

    /// <summary>The next message; null where the stream ends between two of them.</summary>
    /// <exception cref="InvalidDataException">The frame is compressed, too long, or holds no such message.</exception>
    /// <exception cref="EndOfStreamException">The stream ends within a frame.</exception>
    public static async Task<T?> ReadAsync<T>(Stream stream, MessageParser<T> parser, CancellationToken cancellationToken)
        where T : class, IMessage<T>
    {
        var header = new byte[HeaderLength];
        var read = await stream.ReadAtLeastAsync(header, HeaderLength, throwOnEndOfStream: false, cancellationToken);
        if (read == 0)
        {
            return null;
        }

        if (read < HeaderLength)
        {
            throw new EndOfStreamException("The stream ends within the head of a message.");
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(1));
        if (header[0] != 0 || length > LongestMessage)
        {
            throw new InvalidDataException($"A message of {length} bytes, compressed: {header[0] != 0}, is not taken.");
        }

        var body = new byte[length];
        await stream.ReadExactlyAsync(body, cancellationToken);
        try
        {
            return parser.ParseFrom(body);
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new InvalidDataException(error.Message, error);
        }
    }
}
