using System.Text;
using Amazon.Runtime;
using Azure;
using DeploymentFlex.Credentials;
using DeploymentFlex.Credentials.AzureKeyVault;
using DeploymentFlex.Layers.Tests.Credentials.AwsKms;
using DeploymentFlex.Layers.Tests.Credentials.AzureKeyVault;
using DeploymentFlex.Layers.Tests.Credentials.StandIns;

namespace DeploymentFlex.Layers.Tests.Fuzz;

/// <summary>Whatever Key Vault or KMS answers through their SDKs, there is a result or an error that is meant for it and shows nothing of the answer.</summary>
public sealed class CredentialServiceFuzzTests
{
    private static readonly CredentialName s_name = new("n", "a");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Any_answer_of_a_key_vault_is_one_or_is_refused()
    {
        await using var vault = new KeyVaultStandIn();
        await vault.StartAsync();
        using var store = vault.Open();
        Run(
            vault,
            static (text, number) =>
            [
                $$$"""{"value":"CANARY","id":"https://v/secrets/n--a/1","attributes":{"created":{{{number}}}},"tags":{"deploymentflex-version":"{{{text}}}"}}""",
                $$$"""{"value":"CANARY","id":"{{{text}}}","attributes":{"enabled":{{{number}}}}}""",
                $$$"""{"value":[{"id":"https://v/secrets/{{{text}}}/{{{number}}}","attributes":{"created":1},"tags":{"deploymentflex-version":"{{{number}}}"}},{"id":"CANARY"}]}""",
                $$$"""{"value":[null,{"id":{{{number}}},"tags":["CANARY"]}],"nextLink":{{{number}}}}""",
            ],
            async () => await store.GetAsync(s_name, Token),
            async () => await store.GetVersionAsync(s_name, 1, Token),
            async () => await store.SetAsync(s_name, "x", Token),
            async () => await store.DeleteAsync(s_name, Token),
            async () => await store.RecoverAsync(s_name, Token),
            async () => await store.ListAsync("n", Token),
            async () => await store.ListVersionsAsync(s_name, Token));
    }

    [Fact]
    public async Task Any_answer_of_KMS_is_a_key_or_is_refused()
    {
        await using var kms = new KmsStandIn();
        await kms.StartAsync();
        using var key = kms.OpenKey();
        Run(
            kms,
            static (text, number) =>
            [
                $$$"""{"Plaintext":"{{{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}}}","KeyId":"CANARY"}""",
                $$$"""{"CiphertextBlob":"{{{text}}}","Plaintext":"CANARY{{{text}}}"}""",
                $$$"""{"Plaintext":"Q0FOQVJZ","CiphertextBlob":{{{number}}}}""",
                """{"CiphertextBlob":null,"CANARY":{}}""",
            ],
            async () => await key.WrapAsync(new byte[32], "c", Token),
            async () => await key.UnwrapAsync(KmsStandIn.KeyArn, [1], "c", Token));
    }

    [Fact]
    public void A_name_in_a_key_vault_is_of_one_credential_or_of_none() => Fuzzing.Run<(string First, string Second)>(static parts =>
    {
        var text = $"{Dashes(parts.First)}--{Dashes(parts.Second)}";
        if (KeyVaultNames.Read(text) is { } name)
        {
            KeyVaultNames.Write(name).ShouldBe(text);
        }
    });

    // Half of what there is in such a name.
    private static string Dashes(string? text) => string.Concat((text ?? string.Empty).Select(static letter => letter % 2 == 0 ? '-' : (char)('0' + (letter % 60))));

    private static void Run(StandIn service, Func<string, int, string[]> shapes, params Func<Task>[] calls) =>
        Fuzzing.Run<(byte[] Bytes, string Text, int Number, uint Shape, uint End)>(input =>
        {
            var text = (input.Text ?? string.Empty).Replace("\"", "", StringComparison.Ordinal);
            var all = shapes(text, input.Number);
            var answer = input.Shape % 5 is < 4 and var shape ? Encoding.UTF8.GetBytes(all[shape]) : [.. "CANARY"u8, .. input.Bytes ?? []];

            // A third of them break off.
            service.Content = input.End % 3 == 0 ? answer[..(int)(input.End % (answer.Length + 1))] : answer;
            foreach (var call in calls)
            {
                RefuseAsync(call).GetAwaiter().GetResult();
            }
        });

    private static async Task RefuseAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (Exception error) when (error is IOException or LayerAnswerException or LayerUnavailableException or RequestFailedException or AmazonServiceException)
        {
            error.ToString().ShouldNotContain("CANARY");
        }
    }
}
