using DeploymentFlex.Conformance.Time;
using DeploymentFlex.Credentials;
using DeploymentFlex.Layers.Providers;
using DeploymentFlex.Layers.Tests.Credentials.AzureKeyVault;
using DeploymentFlex.Layers.Tests.Credentials.Vault;
using DeploymentFlex.Layers.Tests.Data;
using Microsoft.Extensions.DependencyInjection;

namespace DeploymentFlex.Layers.Tests.Credentials;

/// <summary>A vault behind a vault: the second one answers for what is current, and for nothing that it counts or lists otherwise.</summary>
public sealed class CredentialChainTests : IAsyncLifetime
{
    private static readonly CredentialName s_name = new("llm", "openai");

    private readonly KeyVaultStandIn _first = new();
    private readonly VaultStandIn _second = new();
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _first.StartAsync();
        await _second.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _folder.Dispose();
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    [Fact]
    public async Task A_fallback_gives_what_is_current_and_no_version_by_its_number_and_no_list()
    {
        await using var services = Create();
        var store = services.GetRequiredService<ICredentialStore>();
        using var other = _second.Open();
        await other.SetAsync(s_name, "the other's first", Token);
        await store.SetAsync(s_name, "the first", Token);
        _first.Failure = 503;

        (await store.GetAsync(s_name, Token))!.Secret.ShouldBe("the other's first");
        await Should.ThrowAsync<LayerUnavailableException>(async () => await store.GetVersionAsync(s_name, 1, Token));
        await Should.ThrowAsync<LayerUnavailableException>(async () => await store.ListVersionsAsync(s_name, Token));
        await Should.ThrowAsync<LayerUnavailableException>(async () => await store.ListAsync("llm", Token));
        await Should.ThrowAsync<LayerUnavailableException>(async () => await store.ListNamespacesAsync(Token));
    }

    [Fact]
    public async Task That_a_fallback_refuses_is_no_answer_of_the_primary()
    {
        await using var services = Create();
        var store = services.GetRequiredService<ICredentialStore>();
        await store.SetAsync(s_name, "the first", Token);
        _first.Failure = 503;
        _second.Forbidden.Add("/llm/openai");
        var known = (await store.GetAsync(s_name, Token))!;
        (known.Secret, known.AsOf is not null).ShouldBe(("the first", true));
    }

    private ServiceProvider Create()
    {
        var builder = CredentialsBehindVault.CreateBuilder(
            _first, _folder.Path, new ManualTime(), ("Layers:Credentials:Chain", "stand-in,second"), ("Layers:Credentials:Memory:Lifetime", "00:00:00"));
        builder.Services.AddProviders(registry => registry.Add<ICredentialStore>(
            Layer.Credentials, "second", new Promise(Durability.Replicated, Reach.Cluster, Secrecy.Guarded), (_, _) => _second.Open()));
        return builder.Services.BuildServiceProvider();
    }
}
