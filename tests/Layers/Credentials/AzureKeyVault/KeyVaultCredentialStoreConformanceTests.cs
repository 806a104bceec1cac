using DeploymentFlex.Conformance.Table;
using DeploymentFlex.Credentials;
using DeploymentFlex.Credentials.AzureKeyVault;
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

    [Fact]
    public async Task What_the_vault_does_in_the_background_is_waited_for()
    {
        Service.Delay = 4;
        await Store.SetAsync(Key, "one", Token);
        (await Store.DeleteAsync(Key, Token)).ShouldBeTrue();
        (await Store.RecoverAsync(Key, Token)).ShouldBeTrue();
        (await Store.GetAsync(Key, Token))!.Secret.ShouldBe("one");

        (await Store.DeleteAsync(Key, Token)).ShouldBeTrue();
        (await Store.SetAsync(Key, "two", Token)).Version.ShouldBe(2);
        (await Store.GetAsync(Key, Token))!.Secret.ShouldBe("two");
    }

    [Fact]
    public async Task What_another_has_just_deleted_can_be_had_back_or_set()
    {
        using var hasty = Service.Open(TimeSpan.Zero);
        Service.Delay = 6;
        await Store.SetAsync(Key, "one", Token);
        (await hasty.DeleteAsync(Key, Token)).ShouldBeTrue();
        (await Store.GetAsync(Key, Token)).ShouldBeNull();
        (await Store.RecoverAsync(Key, Token)).ShouldBeTrue();

        (await hasty.DeleteAsync(Key, Token)).ShouldBeTrue();
        (await Store.SetAsync(Key, "two", Token)).Version.ShouldBe(2);
    }

    [Fact]
    public async Task What_takes_longer_than_that_is_no_outage()
    {
        using var hasty = Service.Open(TimeSpan.Zero);
        Service.Delay = 100;
        await Store.SetAsync(Key, "one", Token);
        (await hasty.DeleteAsync(Key, Token)).ShouldBeTrue();
        (await Should.ThrowAsync<LayerUnavailableException>(async () => await hasty.SetAsync(Key, "two", Token))).IsOutage.ShouldBeFalse();
    }

    [Fact]
    public async Task What_the_vault_refuses_is_an_answer_and_who_may_not_list_may_read()
    {
        Service.Put("llm--openai", "one");
        Service.MayList = false;
        await ((KeyVaultCredentialStore)Store).ProbeAsync(Token);
        (await Store.GetAsync(Key, Token))!.Secret.ShouldBe("one");
        await Should.ThrowAsync<CredentialRefusedException>(async () => await Store.ListAsync("llm", Token));

        Service.Forbidden.Add("llm--openai");
        (await Should.ThrowAsync<CredentialRefusedException>(async () => await Store.GetAsync(Key, Token))).Message.ShouldContain("403");
        Service.Failure = 401;
        await Should.ThrowAsync<CredentialRefusedException>(async () => await ((KeyVaultCredentialStore)Store).ProbeAsync(Token));
    }

    protected override ValueTask<ICredentialStore> OpenAsync() => new(Service.Open());
}
