using System.Text.Json;

namespace DeploymentFlex.Credentials.Vault;

/// <summary>
/// The token of requests: the one of settings, or one that AppRole gives. Renewed at half of its time, or got anew; where that
/// cannot be had, the one that is held is used to its end.
/// </summary>
internal sealed class VaultSignIn(VaultOptions options, Func<HttpMethod, string, byte[]?, string?, CancellationToken, Task<VaultReply?>> send, TimeProvider time) : IDisposable
{
    private const string LookupPath = "auth/token/lookup-self";
    private static readonly TimeSpan s_shortestPause = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile Held? _held;

    /// <summary>Whether a role signs in, and can do so again.</summary>
    public bool IsRole => options.RoleId is not null;

    /// <summary>The token to send now.</summary>
    public async ValueTask<string> TokenAsync(CancellationToken cancellationToken)
    {
        if (_held is { } held && !IsDue(held))
        {
            return held.Token;
        }

        // While one call sees to the next token, others go on with the one that is still good.
        if (_held is { } good && IsGood(good))
        {
            if (!await _turn.WaitAsync(TimeSpan.Zero, cancellationToken))
            {
                return good.Token;
            }
        }
        else
        {
            await _turn.WaitAsync(cancellationToken);
        }

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

    /// <summary>Whether the server still takes a token, whatever that may do. The policy <c>default</c> lets every token ask.</summary>
    public async Task<bool> IsGoodAsync(string token, CancellationToken cancellationToken)
    {
        try
        {
            await AskAsync(HttpMethod.Get, LookupPath, body: null, token, cancellationToken);
            return true;
        }
        catch (CredentialRefusedException)
        {
            return false;
        }
    }

    /// <summary>The server does not take the token any more: the role signs in anew at the next request.</summary>
    public void Drop(string token)
    {
        if (_held?.Token == token)
        {
            _held = null;
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<Held> NextAsync(Held? held, CancellationToken cancellationToken)
    {
        if (held is null || !IsGood(held))
        {
            return await SignInAsync(cancellationToken);
        }

        try
        {
            return await ProlongAsync(held, cancellationToken);
        }
#pragma warning disable CA1031 // Whatever it is, the token is good until its end.
        catch (Exception)
#pragma warning restore CA1031
        {
            var age = time.GetElapsedTime(held.At);
            var pause = (held.Lifetime - age) / 2;
            _held = held with { DueAfter = age + (pause > s_shortestPause ? pause : s_shortestPause) };
            cancellationToken.ThrowIfCancellationRequested();
            return _held;
        }
    }

    private async Task<Held> ProlongAsync(Held held, CancellationToken cancellationToken)
    {
        if (held.IsRenewable)
        {
            try
            {
                return Hold(await AskAsync(HttpMethod.Post, "auth/token/renew-self", "{}"u8.ToArray(), held.Token, cancellationToken), held.Token);
            }
            catch (CredentialRefusedException) when (IsRole)
            {
                // At the end of what may be renewed the role signs in again.
            }
        }

        return await SignInAsync(cancellationToken);
    }

    private async Task<Held> SignInAsync(CancellationToken cancellationToken)
    {
        if (IsRole)
        {
            var body = new Dictionary<string, string>(StringComparer.Ordinal) { ["role_id"] = options.RoleId!, ["secret_id"] = options.SecretId! };
            return Hold(
                await AskAsync(HttpMethod.Post, $"auth/{options.RoleMount.Trim('/')}/login", JsonSerializer.SerializeToUtf8Bytes(body, VaultJson.Default.DictionaryStringString), token: null, cancellationToken),
                token: null);
        }

        try
        {
            var self = await AskAsync(HttpMethod.Get, LookupPath, body: null, options.Token, cancellationToken);
            var info = VaultParser.Read(self, VaultJson.Default.AnswerTokenInfo).Data ?? throw VaultParser.NoAnswer();
            return new Held(options.Token!, TimeSpan.FromSeconds(info.Ttl), info.Renewable, time.GetTimestamp());
        }
        catch (CredentialRefusedException)
        {
            // It may not ask after itself, or is no token: the request shows which.
            return new Held(options.Token!, TimeSpan.Zero, IsRenewable: false, time.GetTimestamp());
        }
    }

    private Held Hold(byte[] answer, string? token)
    {
        var auth = VaultParser.Read(answer, VaultJson.Default.AnswerTokenInfo).Auth ?? throw VaultParser.NoAnswer();
        return new Held(auth.ClientToken ?? token ?? throw VaultParser.NoAnswer(), TimeSpan.FromSeconds(auth.LeaseDuration), auth.Renewable, time.GetTimestamp());
    }

    private async Task<byte[]> AskAsync(HttpMethod method, string path, byte[]? body, string? token, CancellationToken cancellationToken) =>
        (await send(method, path, body, token, cancellationToken))?.Content
        ?? throw new VaultRequestException($"Vault does not know {path}: see that its sign-in is mounted there.") { Status = System.Net.HttpStatusCode.NotFound };

    // A token of settings that may not be renewed is used until the server says no.
    private bool IsDue(Held held) =>
        held.Lifetime > TimeSpan.Zero && (held.IsRenewable || IsRole) && time.GetElapsedTime(held.At) > held.DueAfter;

    private bool IsGood(Held held) => held.Lifetime == TimeSpan.Zero || time.GetElapsedTime(held.At) < held.Lifetime;

    private sealed record Held(string Token, TimeSpan Lifetime, bool IsRenewable, long At)
    {
        /// <summary>The age at which the next token is asked for.</summary>
        public TimeSpan DueAfter { get; init; } = Lifetime / 2;
    }
}
