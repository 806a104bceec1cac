using Amazon.Runtime;
using Amazon.S3;
using DeploymentFlex.Layers.Aws;

namespace DeploymentFlex.Files.S3;

/// <summary>Makes the SDK's clients.</summary>
internal static class S3Client
{
    // The SDK's own 8 KiB make a system call of each.
    private const int BufferBytes = 128 * 1024;

    /// <param name="options">The bucket's server.</param>
    /// <param name="http">The connections.</param>
    /// <param name="retries">How often a request is sent again; nothing but the parts of a large file is.</param>
    public static AmazonS3Client Create(S3Options options, HttpClient http, int retries)
    {
        var config = new AmazonS3Config
        {
            ForcePathStyle = options.IsPathStyle,
            BufferSize = BufferBytes,

            // Every request carries the SHA-256 of its body in its signature, which all servers compare.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        AwsClients.Configure(config, http, options.Endpoint, options.Region ?? "us-east-1");
        config.MaxErrorRetry = retries;
        return AwsClients.Credentials(options.AccessKeyId, options.SecretAccessKey, options.SessionToken) is { } credentials
            ? new AmazonS3Client(credentials, config)
            : new AmazonS3Client(config);
    }
}
