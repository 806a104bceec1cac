using Azure;

namespace DeploymentFlex.Files.AzureBlob;

/// <summary>The account refused a request.</summary>
internal sealed class BlobRequestException(string container, RequestFailedException error)
    : IOException($"The container '{container}' answered {error.Status} {error.ErrorCode}.", error)
{
    public string Code { get; } = error.ErrorCode ?? string.Empty;
}
