using DeploymentFlex.Conformance.Data;

namespace DeploymentFlex.Layers.Tests.Data;

/// <summary>Chaos that does nothing changes nothing, also where the contract hands out parts of itself.</summary>
public sealed class QuietChaosConformanceTests : DatabaseConformance
{
    private readonly TemporaryFolder _folder = new();

    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
        [.. _folder.Settings, new("Layers:Data:Chain", "chaos"), new("Layers:Data:chaos:Failures", "0")];

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }
}
