using System.Buffers.Binary;

namespace DeploymentFlex.Telemetry.Journal;

/// <summary>One request that waits: its signal (1 byte), when it was made (8, Unix milliseconds), and the OTLP message.</summary>
internal readonly record struct TelemetryRecord(TelemetrySignal Signal, DateTimeOffset At, ReadOnlyMemory<byte> Message)
{
    private const int HeaderBytes = 9;

    /// <summary>The size of the record in bytes.</summary>
    public int EncodedBytes => HeaderBytes + Message.Length;

    public byte[] Encode()
    {
        var record = new byte[EncodedBytes];
        record[0] = (byte)Signal;
        BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(1), At.ToUnixTimeMilliseconds());
        Message.Span.CopyTo(record.AsSpan(HeaderBytes));
        return record;
    }

    /// <exception cref="InvalidDataException">It is none.</exception>
    public static TelemetryRecord Decode(ReadOnlySpan<byte> record)
    {
        Check(record);
        var milliseconds = Math.Clamp(BinaryPrimitives.ReadInt64LittleEndian(record[1..]), 0, DateTimeOffset.MaxValue.ToUnixTimeMilliseconds());
        return new((TelemetrySignal)record[0], DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), record[HeaderBytes..].ToArray());
    }

    /// <exception cref="InvalidDataException">It is none.</exception>
    public static void Check(ReadOnlySpan<byte> record)
    {
        if (record.Length < HeaderBytes || !Enum.IsDefined((TelemetrySignal)record[0]))
        {
            throw new InvalidDataException("a record is not one of telemetry");
        }
    }
}
