using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.ServiceDefaults.Discovery;

namespace DeploymentFlex.Layers.Tests.Core.Configuration;

public class SettingReadersTests
{
    [Fact]
    public void Every_service_that_can_be_found_is_known() =>
        new DiscoveryOptions().Ports.Keys.ShouldBe(SettingReaders.Services.Select(static name => name.ToLowerInvariant()), ignoreOrder: true);
}
