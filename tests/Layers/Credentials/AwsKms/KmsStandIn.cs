using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using DeploymentFlex.Credentials.AwsKms;
using DeploymentFlex.Layers.Http;
using DeploymentFlex.Layers.Tests.Credentials.StandIns;
using DeploymentFlex.TestSupport;
using Microsoft.AspNetCore.Http;

namespace DeploymentFlex.Layers.Tests.Credentials.AwsKms;

/// <summary>
/// The part of AWS KMS's API that the provider uses, from its public description
/// (https://docs.aws.amazon.com/kms/latest/APIReference): Encrypt and Decrypt with an encryption context, signed requests.
/// The key never leaves it.
/// </summary>
public sealed partial class KmsStandIn : StandIn, INamedServer
{
    public const string KeyArn = "arn:aws:kms:eu-west-1:111122223333:key/0d990263-018e-4e65-a703-eff731de951e";
    public const string AccessKeyId = "AKIDEXAMPLE";

    public const string OtherKeyArn = "arn:aws:kms:eu-west-1:111122223333:key/7f1d2a44-9c1b-4c58-8a3e-5b1f0a6c2d10";
    public const string AliasArn = "arn:aws:kms:eu-west-1:111122223333:alias/credentials";

    private readonly Dictionary<string, byte[]> _keys = new(StringComparer.Ordinal)
    {
        [KeyArn] = RandomNumberGenerator.GetBytes(32),
        [OtherKeyArn] = RandomNumberGenerator.GetBytes(32),
    };

    /// <summary>The key that the alias means.</summary>
    public string AliasTarget { get; set; } = KeyArn;

    /// <summary>Whether the identity may use keys.</summary>
    public bool MayUse { get; set; } = true;

    public static string Product => "a stand-in of KMS's API";

    static string INamedServer.Version => "2014-11-01";

    public AwsKmsOptions Options => new()
    {
        KeyArn = KeyArn,
        Endpoint = Address.ToString(),
        CaFile = CaFile,
        AccessKeyId = AccessKeyId,
        SecretAccessKey = "CANARY-secret-access-key",
    };

    public AwsKmsMasterKey OpenKey(string arn = KeyArn)
    {
        var options = Options;
        options.KeyArn = arn;
        return new AwsKmsMasterKey(options, ServerHttp.CreateHandler(CaFile));
    }

    protected override object Error(int status) => Error(status is 429 ? "ThrottlingException" : "KMSInternalException");

    protected override (int Status, object? Body) Answer(HttpRequest request, JsonElement? body)
    {
        if (request.Method is not "POST" || request.Path != "/" || request.ContentType != "application/x-amz-json-1.1" || !Signature().IsMatch(request.Headers.Authorization.ToString()))
        {
            return Refuse($"{request.Method} {request.Path}: not signed for KMS in the key's region");
        }

        if (!MayUse)
        {
            return (400, Error("AccessDeniedException"));
        }

        return request.Headers["X-Amz-Target"].ToString() switch
        {
            "TrentService.Encrypt" when Has(body, "KeyId", "Plaintext", "EncryptionContext") => Encrypt(body!.Value),
            "TrentService.Decrypt" when Has(body, "KeyId", "CiphertextBlob", "EncryptionContext") => Decrypt(body!.Value),
            var target => Refuse($"{target}: is not in the API, or has other members"),
        };
    }

    private static object Error(string type) => new { __type = type, message = $"{type}." };

    private (int, object?) Encrypt(JsonElement body)
    {
        var plain = body.GetProperty("Plaintext").GetBytesFromBase64();
        if (KeyOf(body) is not { } arn || plain.Length is < 1 or > 4096)
        {
            return (400, Error("NotFoundException"));
        }

        var blob = new byte[12 + plain.Length + 16];
        RandomNumberGenerator.Fill(blob.AsSpan(0, 12));
        using var aes = new AesGcm(_keys[arn], 16);
        aes.Encrypt(blob.AsSpan(0, 12), plain, blob.AsSpan(12, plain.Length), blob.AsSpan(12 + plain.Length), ContextOf(body));
        return (200, new { CiphertextBlob = Convert.ToBase64String(blob), KeyId = arn, EncryptionAlgorithm = "SYMMETRIC_DEFAULT" });
    }

    private (int, object?) Decrypt(JsonElement body)
    {
        var blob = body.GetProperty("CiphertextBlob").GetBytesFromBase64();
        if (KeyOf(body) is not { } arn)
        {
            return (400, Error("NotFoundException"));
        }

        using var aes = new AesGcm(_keys[arn], 16);
        var plain = new byte[Math.Max(0, blob.Length - 28)];
        try
        {
            aes.Decrypt(blob.AsSpan(0, 12), blob.AsSpan(12, plain.Length), blob.AsSpan(12 + plain.Length), plain, ContextOf(body));
            return (200, new { Plaintext = Convert.ToBase64String(plain), KeyId = arn, EncryptionAlgorithm = "SYMMETRIC_DEFAULT" });
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            return (400, Error("InvalidCiphertextException"));
        }
    }

    private string? KeyOf(JsonElement body) => body.GetProperty("KeyId").GetString() switch
    {
        AliasArn => AliasTarget,
        { } arn when _keys.ContainsKey(arn) => arn,
        _ => null,
    };

    private static byte[] ContextOf(JsonElement body) => Encoding.UTF8.GetBytes(body.GetProperty("EncryptionContext").GetRawText());

    [GeneratedRegex($"^AWS4-HMAC-SHA256 Credential={AccessKeyId}/[0-9]{{8}}/eu-west-1/kms/aws4_request, ?SignedHeaders=[a-z0-9;-]*x-amz-target[a-z0-9;-]*, ?Signature=[0-9a-f]{{64}}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Signature();
}
