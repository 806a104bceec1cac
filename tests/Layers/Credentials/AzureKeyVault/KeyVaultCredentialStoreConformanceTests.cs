using DeploymentFlex.Conformance.Table;
using DeploymentFlex.Credentials;
using DeploymentFlex.Layers.Tests.Credentials.StandIns;

namespace DeploymentFlex.Layers.Tests.Credentials.AzureKeyVault;

[Conforms<KeyVaultStandIn>(Layer.Credentials, "azure-key-vault")]
public sealed class KeyVaultCredentialStoreConformanceTests : StandInCredentialConformance<KeyVaultStandIn>
{
    [Fact]
    public async Task What_others_set_is_read_and_counted()
    {
        Service.Put("llm--openai", "first");
        Service.Put("llm--openai", "second");
        Service.Put("no-name-of-ours", "x");
        var found = (await Store.GetAsync(Key, Token))!;
        (found.Info.Version, found.Secret).ShouldBe((2, "second"));
        (await Store.SetAsync(Key, "third", Token)).Version.ShouldBe(3);
        (await Store.ListNamespacesAsync(Token)).ShouldBe(["llm"]);
    }

    [Fact]
    public async Task Lists_of_several_pages_are_read_to_the_end()
    {
        for (var i = 0; i < 60; i++)
        {
            Service.Put($"n--k{i}", "x");
        }

        (await Store.ListAsync("n", Token)).Count.ShouldBe(60);
    }

    protected override ValueTask<ICredentialStore> OpenAsync() => new(Service.Open());
}
