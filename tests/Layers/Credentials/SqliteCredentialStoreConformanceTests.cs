using DeploymentFlex.Conformance.Table;
using DeploymentFlex.Layers.Tests.Data;

namespace DeploymentFlex.Layers.Tests.Credentials;

[Conforms<SqliteFile>(Layer.Credentials, "database")]
public sealed class SqliteCredentialStoreConformanceTests : DatabaseCredentialConformance
{
    private readonly TemporaryFolder _folder = new();

    protected override IEnumerable<KeyValuePair<string, string?>> Settings => _folder.Settings;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }
}
