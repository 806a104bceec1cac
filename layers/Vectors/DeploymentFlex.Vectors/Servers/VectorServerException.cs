using System.Net;

namespace DeploymentFlex.Vectors.Servers;

/// <summary>A server of vectors refused a request, or answered what its documentation does not have. The message holds no secret.</summary>
public sealed class VectorServerException : IOException
{
    public VectorServerException()
    {
    }

    public VectorServerException(string message)
        : base(message)
    {
    }

    public VectorServerException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>A collection that was made is not there.</summary>
    public static VectorServerException NotMade(string collection) => new($"The collection {collection} was made, and is not there.");

    /// <summary>The status that it answered with; null where it could not be read at all.</summary>
    public HttpStatusCode? Status { get; init; }
}
