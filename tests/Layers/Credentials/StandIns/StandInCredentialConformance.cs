using DeploymentFlex.Conformance.Credentials;

namespace DeploymentFlex.Layers.Tests.Credentials.StandIns;

/// <summary>A provider on a vendor's service, in whose place a stand-in answers.</summary>
public abstract class StandInCredentialConformance<TStandIn> : CredentialStoreConformance
    where TStandIn : StandIn, new()
{
    protected TStandIn Service { get; } = new();

    public override async ValueTask InitializeAsync()
    {
        await Service.StartAsync();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Service.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
