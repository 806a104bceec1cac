using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace DeploymentFlex.Vectors.Embedded;

/// <summary>
/// What stands in the record log of a collection, little-endian. Byte 0 is the kind: 0 the collection (dimensions at 4,
/// next sequence at 8), always the first; 1 a record put there, 2 a record deleted. Those have the sequence at 8 and
/// the id at 16. A record put there has the number of its metadata values at 1, its vector as 32-bit floats from 32,
/// and then for each value the lengths of name and text (2 each) and both in UTF-8.
/// </summary>
internal static class VectorRecordFormat
{
    public const string Kind = "VECT";
    public const ushort Version = 1;

    private const byte CollectionKind = 0;
    private const byte UpsertKind = 1;
    private const byte DeleteKind = 2;
    private const int SequenceAt = 8;
    private const int IdAt = 16;
    private const int VectorAt = 32;

    public static byte[] Collection(int dimensions, long nextSequence)
    {
        var record = new byte[IdAt];
        record[0] = CollectionKind;
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(4), dimensions);
        SetSequence(record, nextSequence);
        return record;
    }

    public static byte[] Delete(Guid id)
    {
        var record = new byte[VectorAt];
        record[0] = DeleteKind;
        id.TryWriteBytes(record.AsSpan(IdAt));
        return record;
    }

    public static byte[] Upsert(Guid id, ReadOnlySpan<float> vector, IReadOnlyDictionary<string, string> metadata)
    {
        var size = VectorAt + (vector.Length * sizeof(float));
        var record = new byte[size + metadata.Sum(static pair => MetadataReader.SizeOf(pair.Key, pair.Value))];
        record[0] = UpsertKind;
        record[1] = (byte)metadata.Count;
        id.TryWriteBytes(record.AsSpan(IdAt));
        MemoryMarshal.AsBytes(vector).CopyTo(record.AsSpan(VectorAt));
        foreach (var (name, text) in metadata)
        {
            size += MetadataReader.Write(record.AsSpan(size), name, text);
        }

        return record;
    }

    public static void SetSequence(Span<byte> record, long sequence) =>
        BinaryPrimitives.WriteInt64LittleEndian(record[SequenceAt..], sequence);

    public static bool IsCollection(ReadOnlySpan<byte> record) => record[0] == CollectionKind;

    public static bool IsUpsert(ReadOnlySpan<byte> record) => record[0] == UpsertKind;

    public static int Dimensions(ReadOnlySpan<byte> record) => BinaryPrimitives.ReadInt32LittleEndian(record[4..]);

    public static long Sequence(ReadOnlySpan<byte> record) => BinaryPrimitives.ReadInt64LittleEndian(record[SequenceAt..]);

    public static Guid Id(ReadOnlySpan<byte> record) => new(record[IdAt..VectorAt]);

    /// <summary>The bytes of the vector.</summary>
    public static ReadOnlySpan<byte> Vector(ReadOnlySpan<byte> record, int dimensions) =>
        record.Slice(VectorAt, dimensions * sizeof(float));

    public static MetadataReader Metadata(ReadOnlySpan<byte> record, int dimensions) =>
        new(record[(VectorAt + (dimensions * sizeof(float)))..], record[1]);
}
