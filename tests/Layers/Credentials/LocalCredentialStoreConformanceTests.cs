using DeploymentFlex.Conformance.Credentials;
using DeploymentFlex.Conformance.Table;
using DeploymentFlex.Credentials;

namespace DeploymentFlex.Layers.Tests.Credentials;

[Conforms(Layer.Credentials, "local")]
public sealed class LocalCredentialStoreConformanceTests : CredentialStoreConformance
{
    private readonly LocalFolder _folder = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    protected override ValueTask<ICredentialStore> OpenAsync() => new(_folder.Open());
}
