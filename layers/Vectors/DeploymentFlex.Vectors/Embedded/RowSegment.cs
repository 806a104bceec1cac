namespace DeploymentFlex.Vectors.Embedded;

/// <summary>
/// Rows in columns. The vectors are one block that the collector never moves, each row on a boundary of 64 bytes. Rows
/// are added by one writer behind those that readers know of, and never change but for <see cref="DiedAt"/>.
/// </summary>
internal sealed class RowSegment
{
    private const int Lane = 16;
    private const int AlignmentBytes = Lane * sizeof(float);

    private readonly float[] _vectors;
    private readonly byte[] _codes;
    private readonly int _start;

    public RowSegment(int first, int capacity, int dimensions)
    {
        First = first;
        Capacity = capacity;
        Dimensions = dimensions;
        Stride = (dimensions + Lane - 1) / Lane * Lane;
        _vectors = GC.AllocateArray<float>((capacity * Stride) + Lane, pinned: true);
        _start = AlignedStart(_vectors);
        CodeBytes = NibbleCode.BytesOf(dimensions);
        _codes = GC.AllocateUninitializedArray<byte>(NibbleScorer.IsSupported ? capacity * CodeBytes : 0, pinned: true);
        CodeScales = new float[NibbleScorer.IsSupported ? capacity : 0];
        InverseLengths = new float[capacity];
        Ids = new Guid[capacity];
        Sequences = new long[capacity];
        DiedAt = new long[capacity];
    }

    /// <summary>The number of its first row in the collection.</summary>
    public int First { get; }

    public int Capacity { get; }

    public int Dimensions { get; }

    /// <summary>The floats from one vector to the next; those behind the dimensions are zero.</summary>
    public int Stride { get; }

    public float[] InverseLengths { get; }

    /// <summary>The bytes of a row's <see cref="NibbleCode"/>.</summary>
    public int CodeBytes { get; }

    /// <summary>What a product with a row's code is multiplied by.</summary>
    public float[] CodeScales { get; }

    public Guid[] Ids { get; }

    /// <summary>The order in which the rows were written, over all restarts.</summary>
    public long[] Sequences { get; }

    /// <summary>The first version of the collection without the row; <see cref="long.MaxValue"/> while it lives.</summary>
    public long[] DiedAt { get; }

    /// <summary>The number of the text that a row has in a field, 0 for none; by field, null where no row has one.</summary>
    public int[]?[] Fields { get; private set; } = [];

    /// <summary>A row's vector and the zeros behind it.</summary>
    public Span<float> Padded(int row) => _vectors.AsSpan(_start + (row * Stride), Stride);

    public ReadOnlySpan<float> Vector(int row) => Padded(row)[..Dimensions];

    /// <summary>A row's code; only where <see cref="NibbleScorer.IsSupported"/>.</summary>
    public Span<byte> Code(int row) => _codes.AsSpan(row * CodeBytes, CodeBytes);

    /// <summary>Sets a row's text in a field. Readers keep the array that they have: it holds the rows they know of.</summary>
    public void SetField(int row, int field, int text)
    {
        if (field >= Fields.Length)
        {
            var larger = new int[]?[field + 1];
            Fields.CopyTo(larger, 0);
            Fields = larger;
        }

        (Fields[field] ??= new int[Capacity])[row] = text;
    }

    private static int AlignedStart(float[] block)
    {
        // The block is pinned, so its address is a fact.
        var address = System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(block, 0);
        var beyond = (int)(address % AlignmentBytes);
        return beyond == 0 ? 0 : (AlignmentBytes - beyond) / sizeof(float);
    }
}
