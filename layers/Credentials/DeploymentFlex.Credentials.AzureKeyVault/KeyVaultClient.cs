using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Security.KeyVault.Secrets;
using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Http;

namespace DeploymentFlex.Credentials.AzureKeyVault;

/// <summary>The SDK's client for one vault, and what its calls fail with. The chain retries and bounds calls in time, so the SDK does neither.</summary>
internal sealed class KeyVaultClient : IDisposable
{
    private readonly HttpClient _http;

    /// <param name="options">The vault.</param>
    /// <param name="handler">The connections.</param>
    /// <param name="identity">Who signs in.</param>
    /// <param name="anyDomain">Whether a token may be for another domain than the vault's: for a stand-in.</param>
    public KeyVaultClient(KeyVaultOptions options, SocketsHttpHandler handler, TokenCredential identity, bool anyDomain)
    {
        _http = ServerHttp.CreateClient(handler);
        var client = new SecretClientOptions { Transport = new HttpClientTransport(_http), DisableChallengeResourceVerification = anyDomain };
        client.Retry.MaxRetries = 0;
        client.Retry.NetworkTimeout = Timeout.InfiniteTimeSpan;
        client.Diagnostics.IsTelemetryEnabled = false;
        client.Diagnostics.IsLoggingContentEnabled = false;
        Secrets = new SecretClient(options.VaultUri, identity, client);
    }

    public SecretClient Secrets { get; }

    /// <summary>Asks the vault something; null when it has no such secret.</summary>
    /// <exception cref="CredentialRefusedException">It refuses.</exception>
    /// <exception cref="KeyVaultRequestException">It cannot answer now.</exception>
    /// <exception cref="LayerUnavailableException">It is still deleting or recovering the secret.</exception>
    public static async Task<TResult?> FindAsync<TResult>(Func<Task<TResult>> call)
        where TResult : class
    {
        try
        {
            return await call();
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            return null;
        }
        catch (RequestFailedException error) when (error.Status == 409)
        {
            throw KeyVaultBin.Unfinished(error);
        }
        catch (RequestFailedException error) when (error.Status != 0)
        {
            throw KeyVaultRequestException.From(error);
        }
        catch (Exception error) when (IsOfNoAnswer(error))
        {
            throw KeyVaultRequestException.NoAnswer();
        }
    }

    /// <summary>Whether this is what the SDK says of an answer that it cannot read.</summary>
    public static bool IsOfNoAnswer(Exception error) => error is JsonException or InvalidOperationException or ArgumentException or KeyNotFoundException or FormatException;

    /// <summary>Reads a list to its end; empty when the vault has no such secret.</summary>
    /// <exception cref="CredentialRefusedException">It refuses.</exception>
    /// <exception cref="KeyVaultRequestException">It cannot answer now.</exception>
    public static async Task<List<SecretProperties>> ListAsync(AsyncPageable<SecretProperties> pages, CancellationToken cancellationToken) =>
        await FindAsync(async () =>
        {
            var all = new List<SecretProperties>();
            await foreach (var properties in pages.WithCancellation(cancellationToken))
            {
                all.Add(properties);
            }

            return all;
        }) ?? [];

    public void Dispose() => _http.Dispose();
}
