using System.Net;
using System.Net.Http.Headers;
using DeploymentFlex.Layers.Http;

namespace DeploymentFlex.Credentials.Vault;

/// <summary>Sends requests to Vault's API, signed in.</summary>
internal sealed class VaultClient : IDisposable
{
    private readonly VaultOptions _options;
    private readonly HttpClient _http;
    private readonly VaultSignIn _signIn;

    public VaultClient(VaultOptions options, SocketsHttpHandler handler, TimeProvider time)
    {
        _options = options;
        _http = ServerHttp.CreateClient(handler);
        _http.BaseAddress = new Uri(options.Address!.AbsoluteUri.TrimEnd('/') + "/v1/");
        _signIn = new VaultSignIn(options, SendAsync, time);
    }

    /// <summary>Sends a request; null when there is no such thing.</summary>
    /// <exception cref="VaultRequestException">Vault refuses it, or cannot answer now.</exception>
    public async Task<byte[]?> SendAsync(HttpMethod method, string path, byte[]? body, CancellationToken cancellationToken)
    {
        var token = await _signIn.TokenAsync(cancellationToken);
        try
        {
            return await SendAsync(method, path, body, token, cancellationToken);
        }
        catch (VaultRequestException error) when (error.Status is HttpStatusCode.Forbidden)
        {
            _signIn.Refused(token);
            throw;
        }
    }

    /// <summary>Asks how the server is; it needs no token, and answers with another status when it is sealed or on standby.</summary>
    public async Task<VaultAnswers.Health> HealthAsync(CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync(new Uri("sys/health?standbyok=true&perfstandbyok=true&sealedcode=200&uninitcode=200", UriKind.Relative), cancellationToken);
        return VaultParser.Read(await response.Content.ReadAsByteArrayAsync(cancellationToken), VaultJson.Default.Health);
    }

    public void Dispose()
    {
        _http.Dispose();
        _signIn.Dispose();
    }

    private async Task<byte[]?> SendAsync(HttpMethod method, string path, byte[]? body, string? token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Headers.Add("X-Vault-Request", "true");
        if (token is not null)
        {
            request.Headers.Add("X-Vault-Token", token);
        }

        if (_options.VaultNamespace is { } @namespace)
        {
            request.Headers.Add("X-Vault-Namespace", @namespace);
        }

        if (body is not null)
        {
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        }

        using var response = await _http.SendAsync(request, cancellationToken);
        return response.StatusCode switch
        {
            HttpStatusCode.NotFound => null,
            >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => await response.Content.ReadAsByteArrayAsync(cancellationToken),
            var status => throw new VaultRequestException($"Vault answered {(int)status}{Meaning(status)}.") { Status = status },
        };
    }

    private static string Meaning(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Forbidden => ": the token is not valid, or may not do this",
        HttpStatusCode.TooManyRequests => ": too many requests",
        HttpStatusCode.ServiceUnavailable => ": it is sealed, or down for maintenance",
        _ => string.Empty,
    };
}
