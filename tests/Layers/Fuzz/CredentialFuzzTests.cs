using System.Text;
using DeploymentFlex.Credentials;
using DeploymentFlex.Credentials.Envelopes;
using DeploymentFlex.Credentials.Local;
using DeploymentFlex.Credentials.Vault;

namespace DeploymentFlex.Layers.Tests.Fuzz;

/// <summary>A credential file with any damage is refused; whatever a server answers, it is an answer or a refusal.</summary>
public sealed class CredentialFuzzTests
{
    private static readonly Envelope s_envelope = new(new RawMasterKeys(static () => Convert.ToBase64String(new byte[32]), "a test"), "t", TimeProvider.System);

    [Fact]
    public void Any_bytes_are_no_credential_file() => Fuzzing.Run<byte[]>(static bytes => Read(bytes).ShouldBeFalse());

    [Fact]
    public void Any_header_and_body_are_no_credential_file() =>
        Fuzzing.Run<(string KeyId, byte[] Seal, long Generation, string Body)>(static parts => Read(
            [.. Encoding.UTF8.GetBytes($"{{\"format\":2,\"generation\":{parts.Generation},\"keyId\":\"{parts.KeyId}\",\"seal\":\"{Convert.ToBase64String(parts.Seal ?? [])}\"}}\n{parts.Body}")]).ShouldBeFalse());

    [Fact]
    public async Task A_damaged_file_is_never_read()
    {
        var set = new SealedSet([], []);
        var key = await s_envelope.CurrentKeyAsync(set, TestContext.Current.CancellationToken);
        set.Records.Add(await s_envelope.SealAsync(key, new CredentialInfo(new CredentialName("n", "a"), 1, DateTimeOffset.UnixEpoch), "secret", TestContext.Current.CancellationToken));
        var (whole, _) = await SealedFileContent.WriteAsync(1, set, s_envelope, TestContext.Current.CancellationToken);
        Read(whole).ShouldBeTrue();
        Fuzzing.Run<(int At, byte[] Noise)>(damage =>
        {
            var bytes = whole.ToArray();
            for (var i = 0; i < damage.Noise.Length; i++)
            {
                bytes[(int)(((uint)damage.At + (uint)i) % bytes.Length)] ^= damage.Noise[i];
            }

            Read(bytes).ShouldBe(bytes.AsSpan().SequenceEqual(whole));
        });
    }

    [Fact]
    public void Any_answer_of_a_vault_is_one_or_is_refused() => Fuzzing.Run<(byte[] Bytes, string Text, int Shape)>(static answer =>
    {
        var text = (answer.Text ?? string.Empty).Replace("\"", "", StringComparison.Ordinal);
        var bytes = (answer.Shape & 3) switch
        {
            0 => answer.Bytes,
            1 => Encoding.UTF8.GetBytes($"{{\"data\":{{\"data\":{{\"value\":\"{text}\"}},\"metadata\":{{\"version\":{answer.Shape}}}}}}}"),
            2 => Encoding.UTF8.GetBytes($"{{\"data\":{{\"versions\":{{\"{text}\":{{\"version\":1,\"deletion_time\":\"{text}\"}},\"{answer.Shape}\":null}}}}}}"),
            _ => Encoding.UTF8.GetBytes($"{{\"auth\":{text},\"data\":{text}}}"),
        };
        Refuse(() => VaultParser.Secret(bytes, "value"));
        Refuse(() => VaultParser.Versions(new VaultReply(bytes, DateTimeOffset.UnixEpoch), new CredentialName("n", "a")));
        Refuse(() => VaultParser.Read(bytes, VaultJson.Default.AnswerKeys));
        Refuse(() => VaultParser.Read(bytes, VaultJson.Default.AnswerTokenInfo));
        Refuse(() => VaultParser.Read(bytes, VaultJson.Default.Health));
    });

    private static bool Read(byte[] bytes)
    {
        try
        {
            // Nothing in it waits.
            SealedFileContent.ReadAsync(bytes, "file", s_envelope, CancellationToken.None).AsTask().GetAwaiter().GetResult();
            return true;
        }
        catch (CredentialIntegrityException)
        {
            return false;
        }
    }

    private static void Refuse<T>(Func<T> read)
    {
        try
        {
            read();
        }
        catch (Exception error) when (error is VaultRequestException or CredentialRefusedException)
        {
            // Refused, with a reason.
        }
    }
}
