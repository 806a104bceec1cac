using DeploymentFlex.Conformance.Credentials;
using DeploymentFlex.Conformance.Table;
using DeploymentFlex.Credentials;

namespace DeploymentFlex.Layers.Tests.Credentials.AzureKeyVault;

[Conforms<KeyVaultStandIn>(Layer.Credentials, "azure-key-vault")]
public sealed class KeyVaultCredentialStoreConformanceTests : CredentialStoreConformance
{
    private readonly KeyVaultStandIn _vault = new();

    public override async ValueTask InitializeAsync()
    {
        await _vault.StartAsync();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _vault.DisposeAsync();
    }

    [Fact]
    public async Task What_others_set_is_read_and_counted()
    {
        _vault.Put("llm--openai", "first");
        _vault.Put("llm--openai", "second");
        _vault.Put("no-name-of-ours", "x");
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
            _vault.Put($"n--k{i}", "x");
        }

        (await Store.ListAsync("n", Token)).Count.ShouldBe(60);
    }

    protected override ValueTask<ICredentialStore> OpenAsync() => new(_vault.Open());
}
