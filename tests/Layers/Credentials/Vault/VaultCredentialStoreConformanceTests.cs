using DeploymentFlex.Conformance.Table;
using DeploymentFlex.Credentials;
using DeploymentFlex.Layers.Tests.Credentials.StandIns;

namespace DeploymentFlex.Layers.Tests.Credentials.Vault;

[Conforms<VaultStandIn>(Layer.Credentials, "vault")]
public sealed class VaultCredentialStoreConformanceTests : StandInCredentialConformance<VaultStandIn>
{
    protected override ValueTask<ICredentialStore> OpenAsync() => new(Service.Open());
}
