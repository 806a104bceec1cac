using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DeploymentFlex.Vectors.Embedded;

/// <summary>Compares by the vectors themselves.</summary>
/// <param name="unit">The query at length 1, as long as a row.</param>
internal readonly struct ExactScorer(float[] unit) : IRowScorer
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Score(RowSegment segment, int a, int b, int c, int d)
    {
        var inverse = segment.InverseLengths;
        return DotProduct.Of(unit, segment.Padded(a), segment.Padded(b), segment.Padded(c), segment.Padded(d))
            * Vector128.Create(inverse[a], inverse[b], inverse[c], inverse[d]);
    }
}
