using System.Numerics.Tensors;

namespace DeploymentFlex.Vectors.Embedded;

/// <summary>
/// A vector in four bits a dimension: an eighth of the memory to read, and near enough to say which vectors are worth being
/// looked at. A block of 64 bytes holds 128 dimensions, the first 64 in the low halves of its bytes.
/// </summary>
internal static class NibbleCode
{
    public const int BlockBytes = 64;
    public const int BlockDimensions = 128;

    /// <summary>The value between the middle two of the codes 0 to 15, which stands for zero.</summary>
    public const float Middle = 7.5f;

    // How much of the largest value the codes reach: what is beyond is cut, and the rest is told apart better.
    private static readonly float[] s_reaches = [1f, 0.8f, 0.6f];

    public static int BytesOf(int dimensions) => (dimensions + BlockDimensions - 1) / BlockDimensions * BlockBytes;

    /// <summary>Writes the code that points most nearly where the vector does.</summary>
    /// <returns>What a product with the code is multiplied by, so that it is one with the vector at length 1.</returns>
    public static float Write(ReadOnlySpan<float> vector, Span<byte> code)
    {
        var largest = MathF.Abs(vector[TensorPrimitives.IndexOfMaxMagnitude(vector)]);
        var length = TensorPrimitives.Norm(vector);
        Span<float> levels = vector.Length <= 2048 ? stackalloc float[vector.Length] : new float[vector.Length];
        var (best, bestReach) = (0f, s_reaches[0]);
        foreach (var reach in s_reaches)
        {
            Quantize(vector, largest * reach, levels);
            var cosine = TensorPrimitives.Dot(vector, levels) / TensorPrimitives.Norm<float>(levels);
            (best, bestReach) = cosine > best ? (cosine, reach) : (best, bestReach);
        }

        Quantize(vector, largest * bestReach, levels);
        code.Clear();
        for (var i = 0; i < levels.Length; i++)
        {
            var nibble = (byte)(levels[i] + Middle);
            var within = i % BlockDimensions;
            code[(i / BlockDimensions * BlockBytes) + (within % BlockBytes)] |= (byte)(within < BlockBytes ? nibble : nibble << 4);
        }

        return length / TensorPrimitives.Dot(vector, levels);
    }

    /// <summary>The nearest of the levels -7.5, -6.5 … 7.5 for each value.</summary>
    private static void Quantize(ReadOnlySpan<float> vector, float reach, Span<float> levels)
    {
        TensorPrimitives.Multiply(vector, Middle / reach, levels);
        TensorPrimitives.Floor(levels, levels);
        TensorPrimitives.Add(levels, 0.5f, levels);
        TensorPrimitives.Min(levels, Middle, levels);
        TensorPrimitives.Max(levels, -Middle, levels);
    }
}
