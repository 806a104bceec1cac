using Amazon.KeyManagementService;
using Amazon.KeyManagementService.Model;
using Amazon.Runtime;
using DeploymentFlex.Credentials.Envelopes;
using DeploymentFlex.Layers.Aws;
using DeploymentFlex.Layers.Http;

namespace DeploymentFlex.Credentials.AwsKms;

/// <summary>A master key that never leaves KMS. What a data key belongs to is its encryption context, which KMS also writes to its audit log.</summary>
public sealed class AwsKmsMasterKey : IMasterKey, IDisposable
{
    private const string ContextName = "deploymentflex";

    private readonly string _keyArn;
    private readonly HttpClient _http;
    private readonly AmazonKeyManagementServiceClient _kms;

    /// <param name="options">The key; validated.</param>
    /// <param name="handler">The connections; disposed of with the key.</param>
    public AwsKmsMasterKey(AwsKmsOptions options, SocketsHttpHandler handler)
    {
        ArgumentNullException.ThrowIfNull(options);
        _keyArn = options.KeyArn!;
        _http = ServerHttp.CreateClient(handler);
        _kms = Create(options, _http);
    }

    /// <inheritdoc/>
    /// <remarks>Under the key that an alias means now: what is stored names that key, so that the alias can be given to another.</remarks>
    public async ValueTask<WrappedKey> WrapAsync(byte[] dataKey, string context, CancellationToken cancellationToken)
    {
        using var plain = new MemoryStream(dataKey, writable: false);
        var request = new EncryptRequest { KeyId = _keyArn, Plaintext = plain, EncryptionContext = ContextOf(context) };
        var answer = await AskAsync(async () => await _kms.EncryptAsync(request, cancellationToken));
        return answer is { KeyId.Length: > 0, CiphertextBlob: { } cipher } ? new WrappedKey(answer.KeyId, cipher.ToArray()) : throw NoAnswer();
    }

    public async ValueTask<byte[]> UnwrapAsync(string id, byte[] wrapped, string context, CancellationToken cancellationToken)
    {
        using var cipher = new MemoryStream(wrapped, writable: false);
        var request = new DecryptRequest { KeyId = id, CiphertextBlob = cipher, EncryptionContext = ContextOf(context) };
        try
        {
            var answer = await AskAsync(async () => await _kms.DecryptAsync(request, cancellationToken));
            return answer.Plaintext?.ToArray() ?? throw NoAnswer();
        }
        catch (Exception error) when (error is InvalidCiphertextException or IncorrectKeyException)
        {
            throw new CredentialIntegrityException($"A data key is damaged, or belongs elsewhere: the master key {id} does not open it.", error);
        }
    }

    /// <summary>Asks KMS about the key.</summary>
    internal async Task<KeyMetadata> DescribeAsync(CancellationToken cancellationToken) =>
        (await _kms.DescribeKeyAsync(new DescribeKeyRequest { KeyId = _keyArn }, cancellationToken)).KeyMetadata;

    public void Dispose()
    {
        _kms.Dispose();
        _http.Dispose();
    }

    private static async Task<TAnswer> AskAsync<TAnswer>(Func<Task<TAnswer>> call)
    {
        try
        {
            return await call();
        }
        catch (AmazonKeyManagementServiceException error) when (error.ErrorCode is "AccessDeniedException")
        {
            throw new CredentialRefusedException("KMS answered that this identity may not use the key.", error);
        }
        catch (AmazonUnmarshallingException)
        {
            // Its text shows the answer, which may be a data key in clear.
            throw NoAnswer();
        }
    }

    private static IOException NoAnswer() => new("KMS answered with something that is no answer to this request. Is the endpoint that of AWS KMS?");

    private static Dictionary<string, string> ContextOf(string context) => new(StringComparer.Ordinal) { [ContextName] = context };

    private static AmazonKeyManagementServiceClient Create(AwsKmsOptions options, HttpClient http)
    {
        var config = new AmazonKeyManagementServiceConfig();
        AwsClients.Configure(config, http, options.Endpoint, options.Region);
        return AwsClients.Credentials(options.AccessKeyId, options.SecretAccessKey, options.SessionToken) is { } credentials
            ? new AmazonKeyManagementServiceClient(credentials, config)
            : new AmazonKeyManagementServiceClient(config);
    }
}
