using DeploymentFlex.Conformance.Data;
using DeploymentFlex.Conformance.Table;

namespace DeploymentFlex.Layers.Tests.Data;

[Conforms(Layer.Data, "sqlite")]
public sealed class SqliteTextIndexConformanceTests : TextIndexConformance
{
    private readonly TemporaryFolder _folder = new();

    protected override IEnumerable<KeyValuePair<string, string?>> Settings => _folder.Settings;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }
}
