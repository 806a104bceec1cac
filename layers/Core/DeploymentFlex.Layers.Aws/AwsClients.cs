using Amazon;
using Amazon.Runtime;

namespace DeploymentFlex.Layers.Aws;

/// <summary>What all clients of the SDK have in common here. The chain retries and bounds calls in time, so the SDK does neither.</summary>
public static class AwsClients
{
    /// <param name="config">The configuration of the client that is made.</param>
    /// <param name="http">The connections, which stay the caller's.</param>
    /// <param name="endpoint">The server's address; null for Amazon's own.</param>
    /// <param name="region">The region that requests are signed for.</param>
    public static void Configure(ClientConfig config, HttpClient http, string? endpoint, string region)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.MaxErrorRetry = 0;
        config.Timeout = Timeout.InfiniteTimeSpan;
        config.IgnoreConfiguredEndpointUrls = true;
        config.HttpClientFactory = new Connections(http);
        if (endpoint is null)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        }
        else
        {
            config.ServiceURL = endpoint;
            config.AuthenticationRegion = region;
        }
    }

    /// <summary>The key that settings give; null without one, for the SDK to look for an identity of this machine.</summary>
    public static AWSCredentials? Credentials(string? accessKeyId, string? secretAccessKey, string? sessionToken) => (accessKeyId, sessionToken) switch
    {
        (null, _) => null,
        (_, null) => new BasicAWSCredentials(accessKeyId, secretAccessKey),
        _ => new SessionAWSCredentials(accessKeyId, secretAccessKey, sessionToken),
    };

    private sealed class Connections(HttpClient http) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => http;

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
    }
}
