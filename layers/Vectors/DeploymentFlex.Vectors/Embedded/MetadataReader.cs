using System.Buffers.Binary;
using System.Text;

namespace DeploymentFlex.Vectors.Embedded;

/// <summary>The metadata at the end of a record, value by value, in UTF-8.</summary>
internal ref struct MetadataReader(ReadOnlySpan<byte> rest, int count)
{
    private const int LengthsBytes = 4;

    private ReadOnlySpan<byte> _rest = rest;
    private int _count = count;

    /// <summary>The value that <see cref="MoveNext"/> came to; this itself, so that a loop needs no copy.</summary>
    public readonly MetadataReader Current => this;

    public ReadOnlySpan<byte> Name { get; private set; }

    public ReadOnlySpan<byte> Text { get; private set; }

    public static int SizeOf(string name, string text) =>
        LengthsBytes + Encoding.UTF8.GetByteCount(name) + Encoding.UTF8.GetByteCount(text);

    /// <summary>Writes a value and returns its bytes.</summary>
    public static int Write(Span<byte> target, string name, string text)
    {
        var nameBytes = Encoding.UTF8.GetBytes(name, target[LengthsBytes..]);
        var textBytes = Encoding.UTF8.GetBytes(text, target[(LengthsBytes + nameBytes)..]);
        BinaryPrimitives.WriteUInt16LittleEndian(target, (ushort)nameBytes);
        BinaryPrimitives.WriteUInt16LittleEndian(target[2..], (ushort)textBytes);
        return LengthsBytes + nameBytes + textBytes;
    }

    public readonly MetadataReader GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_count-- == 0)
        {
            return false;
        }

        var nameBytes = BinaryPrimitives.ReadUInt16LittleEndian(_rest);
        var textBytes = BinaryPrimitives.ReadUInt16LittleEndian(_rest[2..]);
        Name = _rest.Slice(LengthsBytes, nameBytes);
        Text = _rest.Slice(LengthsBytes + nameBytes, textBytes);
        _rest = _rest[(LengthsBytes + nameBytes + textBytes)..];
        return true;
    }
}
