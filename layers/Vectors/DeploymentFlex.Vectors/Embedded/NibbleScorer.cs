using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DeploymentFlex.Vectors.Embedded;

/// <summary>Compares by the codes of <see cref="NibbleCode"/>, with the query in eight bits a dimension.</summary>
internal readonly struct NibbleScorer : IRowScorer
{
    private const int Half = 32;

    // A block adds eight products of at most 15 * 127 to each 16 bits, which hold 32,767.
    private const int BlocksIn16Bits = 2;

    private readonly sbyte[] _query;
    private readonly float _middle;

    /// <param name="unit">The query; zeros may follow it.</param>
    /// <param name="codeBytes">The bytes of a row's code.</param>
    public NibbleScorer(ReadOnlySpan<float> unit, int codeBytes)
    {
        _query = new sbyte[codeBytes * 2];
        var dimensions = Math.Min(unit.Length, _query.Length);
        var scale = sbyte.MaxValue / MathF.Abs(unit[TensorPrimitives.IndexOfMaxMagnitude(unit)]);
        var sum = 0;
        for (var i = 0; i < dimensions; i++)
        {
            _query[i] = (sbyte)MathF.Round(unit[i] * scale);
            sum += _query[i];
        }

        _middle = NibbleCode.Middle * sum;
    }

    /// <summary>Whether this machine has the instructions; without them the vectors themselves are as quick to compare.</summary>
    public static bool IsSupported => Avx2.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Score(RowSegment segment, int a, int b, int c, int d)
    {
        var x = Avx2.HorizontalAdd(Sum(segment.Code(a)), Sum(segment.Code(b)));
        var y = Avx2.HorizontalAdd(Sum(segment.Code(c)), Sum(segment.Code(d)));
        var sums = Avx2.HorizontalAdd(x, y);
        var products = Vector128.ConvertToSingle(sums.GetLower() + sums.GetUpper()) - Vector128.Create(_middle);
        var scales = segment.CodeScales;
        return products * Vector128.Create(scales[a], scales[b], scales[c], scales[d]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<int> Sum(ReadOnlySpan<byte> code)
    {
        ref var q = ref MemoryMarshal.GetArrayDataReference(_query);
        ref var bytes = ref MemoryMarshal.GetReference(code);
        var low = Vector256.Create((byte)0x0F);
        var ones = Vector256.Create((short)1);
        var total = Vector256<int>.Zero;
        var sum = Vector256<short>.Zero;
        var inSum = 0;
        for (nuint i = 0; i < (nuint)code.Length; i += NibbleCode.BlockBytes)
        {
            var first = Vector256.LoadUnsafe(ref bytes, i);
            var second = Vector256.LoadUnsafe(ref bytes, i + Half);
            sum += Avx2.MultiplyAddAdjacent(first & low, Vector256.LoadUnsafe(ref q, i * 2));
            sum += Avx2.MultiplyAddAdjacent(second & low, Vector256.LoadUnsafe(ref q, (i * 2) + Half));
            sum += Avx2.MultiplyAddAdjacent(High(first) & low, Vector256.LoadUnsafe(ref q, (i * 2) + (2 * Half)));
            sum += Avx2.MultiplyAddAdjacent(High(second) & low, Vector256.LoadUnsafe(ref q, (i * 2) + (3 * Half)));
            if (++inSum == BlocksIn16Bits)
            {
                total += Avx2.MultiplyAddAdjacent(sum, ones);
                sum = Vector256<short>.Zero;
                inSum = 0;
            }
        }

        return total + Avx2.MultiplyAddAdjacent(sum, ones);
    }

    // There is no shift of bytes; what comes over from a neighbour is masked away.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> High(Vector256<byte> bytes) => (bytes.AsUInt16() >>> 4).AsByte();
}
