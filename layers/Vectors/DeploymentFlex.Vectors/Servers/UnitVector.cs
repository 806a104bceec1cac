using System.Numerics.Tensors;

namespace DeploymentFlex.Vectors.Servers;

/// <summary>
/// Vectors at length 1, which is how servers keep them that know the cosine: some do it themselves, and not for very short
/// ones.
/// </summary>
public static class UnitVector
{
    /// <summary>The vector at length 1, in an array of <paramref name="size"/> floats or of its own number; zeros follow it.</summary>
    public static float[] Of(ReadOnlySpan<float> vector, int size = 0)
    {
        var unit = new float[Math.Max(size, vector.Length)];
        TensorPrimitives.Divide(vector, TensorPrimitives.Norm(vector), unit);
        return unit;
    }

    /// <summary>The score of a cosine, whatever a server's rounding made of it.</summary>
    public static double Score(double cosine) => Math.Clamp((1 + cosine) / 2, 0, 1);
}
