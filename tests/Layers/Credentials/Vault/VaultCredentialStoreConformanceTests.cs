using DeploymentFlex.Conformance.Credentials;
using DeploymentFlex.Conformance.Table;
using DeploymentFlex.Credentials;

namespace DeploymentFlex.Layers.Tests.Credentials.Vault;

[Conforms<VaultStandIn>(Layer.Credentials, "vault")]
public sealed class VaultCredentialStoreConformanceTests : CredentialStoreConformance
{
    private readonly VaultStandIn _vault = new();

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

    protected override ValueTask<ICredentialStore> OpenAsync() => new(_vault.Open());
}
