using DeploymentFlex.Credentials;
using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Tests.Core;
using Microsoft.Extensions.DependencyInjection;

namespace DeploymentFlex.Layers.Tests.Credentials;

public class NullCredentialStoreTests
{
    [Fact]
    public async Task It_takes_every_secret_and_has_none()
    {
        var token = TestContext.Current.CancellationToken;
        var builder = LayerHost.Create(("Layers:Credentials:Chain", "none")).AddLayersForTest();
        builder.AddCredentials();
        await using var services = builder.Services.BuildServiceProvider();
        var store = services.GetRequiredService<ProviderChain<ICredentialStore>>().Primary;

        (await store.SetAsync(new CredentialName("n", "a"), "secret", token)).Version.ShouldBe(1);

        (await store.GetAsync(new CredentialName("n", "a"), token)).ShouldBeNull();
        (await store.ListNamespacesAsync(token)).ShouldBeEmpty();
    }
}
