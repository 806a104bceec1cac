using DeploymentFlex.Conformance.ExternalApis;
using DeploymentFlex.Conformance.Table;
using DeploymentFlex.ExternalApis;
using DeploymentFlex.ExternalApis.Production;

namespace DeploymentFlex.Layers.Tests.ExternalApis;

[Conforms<ApiStandIn>(Layer.ExternalApis, "production")]
public sealed class ProductionExternalApiConformanceTests : ExternalApiConformance, IAsyncDisposable
{
    private ApiStandIn? _api;
    private ProductionExternalApi? _provider;

    protected override string Name => "production";

    public async ValueTask DisposeAsync()
    {
        _provider?.Dispose();
        await _api!.DisposeAsync();
    }

    protected override async ValueTask<IExternalApi> CreateAsync()
    {
        _api = await ApiStandIn.StartAsync();
        var options = new ProductionExternalApiOptions { Apis = { ["known"] = new ProductionApiOptions { BaseUrl = _api.Address } } };
        return _provider = new ProductionExternalApi(options, new SocketsHttpHandler(), TimeProvider.System);
    }
}
