using System.Text.Json;

namespace DeploymentFlex.Credentials.Vault;

/// <summary>The token of requests: the one of settings, or one that AppRole gives. Renewed at half of its time, or got anew.</summary>
internal sealed class VaultSignIn(VaultOptions options, Func<HttpMethod, string, byte[]?, string?, CancellationToken, Task<byte[]?>> send, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile Held? _held;

    /// <summary>The token to send now.</summary>
    public async ValueTask<string> TokenAsync(CancellationToken cancellationToken)
    {
        if (_held is { } held && !IsDue(held))
        {
            return held.Token;
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_held is not { } known || IsDue(known))
            {
                _held = await NextAsync(_held, cancellationToken);
            }

            return _held!.Token;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The server does not take the token any more: a role signs in anew at the next request.</summary>
    public void Refused(string token)
    {
        if (options.RoleId is not null && _held?.Token == token)
        {
            _held = null;
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<Held> NextAsync(Held? held, CancellationToken cancellationToken)
    {
        if (held is { IsRenewable: true } && time.GetElapsedTime(held.At) < held.Lifetime)
        {
            try
            {
                return Hold(await AskAsync(HttpMethod.Post, "auth/token/renew-self", "{}"u8.ToArray(), held.Token, cancellationToken), held.Token);
            }
            catch (VaultRequestException) when (options.RoleId is not null)
            {
                // At the end of what may be renewed the role signs in again.
            }
        }

        if (options.RoleId is not null)
        {
            var body = new Dictionary<string, string>(StringComparer.Ordinal) { ["role_id"] = options.RoleId, ["secret_id"] = options.SecretId! };
            return Hold(
                await AskAsync(HttpMethod.Post, $"auth/{options.RoleMount.Trim('/')}/login", JsonSerializer.SerializeToUtf8Bytes(body, VaultJson.Default.DictionaryStringString), token: null, cancellationToken),
                token: null);
        }

        var self = await AskAsync(HttpMethod.Get, "auth/token/lookup-self", body: null, options.Token, cancellationToken);
        var info = VaultParser.Read(self, VaultJson.Default.AnswerTokenInfo).Data ?? throw VaultParser.NoAnswer();
        return new Held(options.Token!, TimeSpan.FromSeconds(info.Ttl), info.Renewable, time.GetTimestamp());
    }

    private Held Hold(byte[] answer, string? token)
    {
        var auth = VaultParser.Read(answer, VaultJson.Default.AnswerTokenInfo).Auth ?? throw VaultParser.NoAnswer();
        return new Held(auth.ClientToken ?? token ?? throw VaultParser.NoAnswer(), TimeSpan.FromSeconds(auth.LeaseDuration), auth.Renewable, time.GetTimestamp());
    }

    private async Task<byte[]> AskAsync(HttpMethod method, string path, byte[]? body, string? token, CancellationToken cancellationToken) =>
        await send(method, path, body, token, cancellationToken)
        ?? throw new VaultRequestException($"Vault does not know {path}: see that its sign-in is mounted there.") { Status = System.Net.HttpStatusCode.NotFound };

    // A token of settings that may not be renewed is used until the server says no.
    private bool IsDue(Held held) =>
        held.Lifetime > TimeSpan.Zero && (held.IsRenewable || options.RoleId is not null) && time.GetElapsedTime(held.At) > held.Lifetime / 2;

    private sealed record Held(string Token, TimeSpan Lifetime, bool IsRenewable, long At);
}
