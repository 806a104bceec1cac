using Amazon;
using Amazon.Runtime;
using Amazon.S3;

namespace DeploymentFlex.Files.S3;

/// <summary>Makes the SDK's clients. The chain retries and bounds calls in time, so the SDK does neither.</summary>
internal static class S3Client
{
    // The SDK's own 8 KiB make a system call of each.
    private const int BufferBytes = 128 * 1024;

    /// <param name="options">The bucket's server.</param>
    /// <param name="http">The connections.</param>
    /// <param name="retries">How often a request is sent again; nothing but the parts of a large file is.</param>
    public static AmazonS3Client Create(S3Options options, HttpClient http, int retries)
    {
        var region = options.Region ?? "us-east-1";
        var config = new AmazonS3Config
        {
            ForcePathStyle = options.IsPathStyle,
            MaxErrorRetry = retries,
            Timeout = Timeout.InfiniteTimeSpan,
            IgnoreConfiguredEndpointUrls = true,
            HttpClientFactory = new Connections(http),
            BufferSize = BufferBytes,

            // Every request carries the SHA-256 of its body in its signature, which all servers compare.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (options.Endpoint is null)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        }
        else
        {
            config.ServiceURL = options.Endpoint;
            config.AuthenticationRegion = region;
        }

        return Credentials(options) is { } credentials ? new AmazonS3Client(credentials, config) : new AmazonS3Client(config);
    }

    private static AWSCredentials? Credentials(S3Options options) => options switch
    {
        { AccessKeyId: null } => null,
        { SessionToken: { } token } => new SessionAWSCredentials(options.AccessKeyId, options.SecretAccessKey, token),
        _ => new BasicAWSCredentials(options.AccessKeyId, options.SecretAccessKey),
    };

    private sealed class Connections(HttpClient http) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => http;

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
    }
}
