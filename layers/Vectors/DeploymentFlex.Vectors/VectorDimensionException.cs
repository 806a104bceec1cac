using DeploymentFlex.Layers;

namespace DeploymentFlex.Vectors;

/// <summary>A vector or collection has another number of dimensions than the one asked for.</summary>
public sealed class VectorDimensionException : LayerAnswerException
{
    public VectorDimensionException(string collection, int expected, int actual)
        : base($"The collection '{collection}' holds vectors of {expected} dimensions; this one has {actual}.")
    {
    }

    public VectorDimensionException()
    {
    }

    public VectorDimensionException(string message)
        : base(message)
    {
    }

    public VectorDimensionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
