using System.Net;
using DeploymentFlex.Layers.Isolation;
using DeploymentFlex.Layers.Tls;

namespace DeploymentFlex.Layers.Http;

/// <summary>Makes the HTTP connections of a provider to its server. Who uses them bounds the requests in time.</summary>
public static class ServerHttp
{
    private static readonly TimeSpan s_connect = TimeSpan.FromSeconds(5);

    // Long enough to save handshakes, short enough to follow a changed address.
    private static readonly TimeSpan s_connectionAge = TimeSpan.FromMinutes(5);

    /// <param name="caFile">The PEM certificates that may sign the server's; null for those the system trusts.</param>
    public static SocketsHttpHandler CreateHandler(string? caFile)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = s_connect,
            PooledConnectionLifetime = s_connectionAge,
            UseCookies = false,
        };
        if (caFile is not null)
        {
            var authorities = CertificateAuthorities.FromFile(caFile);
            handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, errors) => authorities.HaveSigned(certificate, errors);
        }

        return handler;
    }

    public static HttpClient CreateClient(SocketsHttpHandler handler) => new(handler) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Whether a request certainly never reached the server.</summary>
    public static bool IsUnsent(HttpRequestException error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return error.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError
            || error.InnerException is UnnamedEndpointException;
    }
}
