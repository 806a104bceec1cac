using System.Runtime.Intrinsics;

namespace DeploymentFlex.Vectors.Embedded;

/// <summary>Compares rows with a query, four at once.</summary>
internal interface IRowScorer
{
    /// <summary>The cosines, or what is in their order.</summary>
    Vector128<float> Score(RowSegment segment, int a, int b, int c, int d);
}
