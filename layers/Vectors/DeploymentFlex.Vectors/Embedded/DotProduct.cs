using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeploymentFlex.Vectors.Embedded;

/// <summary>Products of one vector with four others at once, so that memory is kept busy and the query is loaded once.</summary>
internal static class DotProduct
{
    /// <summary>How many rows are multiplied in one pass.</summary>
    public const int Rows = 4;

    /// <summary>Multiplies; all spans have the same length, a multiple of 16.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Vector128<float> Of(
        ReadOnlySpan<float> query, ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> c, ReadOnlySpan<float> d)
    {
        ref var q0 = ref MemoryMarshal.GetReference(query);
        ref var a0 = ref MemoryMarshal.GetReference(a[..query.Length]);
        ref var b0 = ref MemoryMarshal.GetReference(b[..query.Length]);
        ref var c0 = ref MemoryMarshal.GetReference(c[..query.Length]);
        ref var d0 = ref MemoryMarshal.GetReference(d[..query.Length]);
        var sumA = Vector512<float>.Zero;
        var sumB = Vector512<float>.Zero;
        var sumC = Vector512<float>.Zero;
        var sumD = Vector512<float>.Zero;
        for (nuint i = 0; i < (nuint)query.Length; i += (nuint)Vector512<float>.Count)
        {
            var q = Vector512.LoadUnsafe(ref q0, i);
            sumA = Vector512.MultiplyAddEstimate(q, Vector512.LoadUnsafe(ref a0, i), sumA);
            sumB = Vector512.MultiplyAddEstimate(q, Vector512.LoadUnsafe(ref b0, i), sumB);
            sumC = Vector512.MultiplyAddEstimate(q, Vector512.LoadUnsafe(ref c0, i), sumC);
            sumD = Vector512.MultiplyAddEstimate(q, Vector512.LoadUnsafe(ref d0, i), sumD);
        }

        return Vector128.Create(Vector512.Sum(sumA), Vector512.Sum(sumB), Vector512.Sum(sumC), Vector512.Sum(sumD));
    }
}
