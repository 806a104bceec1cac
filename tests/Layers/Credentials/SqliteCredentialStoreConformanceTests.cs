using System.Data.Common;
using DeploymentFlex.Conformance.Table;
using DeploymentFlex.Layers.Tests.Data;
using Microsoft.Data.Sqlite;

namespace DeploymentFlex.Layers.Tests.Credentials;

[Conforms<SqliteFile>(Layer.Credentials, "database")]
public sealed class SqliteCredentialStoreConformanceTests : DatabaseCredentialConformance
{
    private readonly TemporaryFolder _folder = new();

    protected override IEnumerable<KeyValuePair<string, string?>> Settings => _folder.Settings;

    protected override DbConnection Connect() => new SqliteConnection(
        new SqliteConnectionStringBuilder { DataSource = Path.Combine(_folder.Path, "credentials.db"), Pooling = false }.ToString());

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }
}
