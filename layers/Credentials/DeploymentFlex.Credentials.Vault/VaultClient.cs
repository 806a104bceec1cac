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
    private readonly TimeProvider _time;

    public VaultClient(VaultOptions options, SocketsHttpHandler handler, TimeProvider time)
    {
        _options = options;
        _time = time;
        _http = ServerHttp.CreateClient(handler);
        _http.BaseAddress = new Uri(options.Address!.AbsoluteUri.TrimEnd('/') + "/v1/");
        _signIn = new VaultSignIn(options, SendAsync, time);
    }

    /// <summary>Sends a request; null when there is no such thing.</summary>
    /// <exception cref="CredentialRefusedException">Vault refuses it.</exception>
    /// <exception cref="VaultRequestException">Vault cannot answer now, or answers with what is none.</exception>
    public async Task<VaultReply?> SendAsync(HttpMethod method, string path, byte[]? body, CancellationToken cancellationToken)
    {
        var token = await _signIn.TokenAsync(cancellationToken);
        try
        {
            return await SendAsync(method, path, body, token, cancellationToken);
        }
        catch (CredentialRefusedException) when (_signIn.IsRole)
        {
            // A policy's no stays one: each sign-in uses up a secret id whose uses are counted.
            if (await _signIn.IsGoodAsync(token, cancellationToken))
            {
                throw;
            }

            _signIn.Drop(token);
        }

        return await SendAsync(method, path, body, await _signIn.TokenAsync(cancellationToken), cancellationToken);
    }

    /// <summary>Whether Vault takes the token, whatever that may do.</summary>
    public async Task<bool> IsAdmittedAsync(CancellationToken cancellationToken) =>
        await _signIn.IsGoodAsync(await _signIn.TokenAsync(cancellationToken), cancellationToken);

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

    private async Task<VaultReply?> SendAsync(HttpMethod method, string path, byte[]? body, string? token, CancellationToken cancellationToken)
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
            >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices =>
                new VaultReply(await response.Content.ReadAsByteArrayAsync(cancellationToken), response.Headers.Date ?? _time.GetUtcNow()),
            var status when IsRefusal(status) => throw new CredentialRefusedException($"Vault answered {(int)status}{Meaning(status)}."),
            var status => throw new VaultRequestException($"Vault answered {(int)status}{Meaning(status)}.") { Status = status },
        };
    }

    // Not those that say "not now": 412 is a standby that is behind (https://developer.hashicorp.com/vault/api-docs#http-status-codes).
    private static bool IsRefusal(HttpStatusCode status) =>
        status is >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError
            and not (HttpStatusCode.RequestTimeout or HttpStatusCode.PreconditionFailed or HttpStatusCode.TooManyRequests)
            and not (HttpStatusCode)472 and not (HttpStatusCode)473;

    private static string Meaning(HttpStatusCode status) => status switch
    {
        HttpStatusCode.BadRequest => ": it does not take the request, or the role and its secret",
        HttpStatusCode.Forbidden => ": the token is not valid, or may not do this",
        HttpStatusCode.TooManyRequests => ": too many requests",
        HttpStatusCode.ServiceUnavailable => ": it is sealed, or down for maintenance",
        _ => string.Empty,
    };
}
