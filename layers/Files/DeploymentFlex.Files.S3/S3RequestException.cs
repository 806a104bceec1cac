using System.Net;
using Amazon.S3;

namespace DeploymentFlex.Files.S3;

/// <summary>The server refused a request. Some servers give a code and no words for it.</summary>
internal sealed class S3RequestException(string bucket, AmazonS3Exception error) : IOException(
    $"The bucket '{bucket}' answered {(int)error.StatusCode} {error.ErrorCode}{(string.IsNullOrWhiteSpace(error.Message) ? "" : ": " + error.Message)}", error)
{
    public string Code { get; } = error.ErrorCode ?? string.Empty;

    public HttpStatusCode Status { get; } = error.StatusCode;
}
