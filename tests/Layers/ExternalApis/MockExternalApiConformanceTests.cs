using DeploymentFlex.Conformance.ExternalApis;
using DeploymentFlex.Conformance.Table;
using DeploymentFlex.ExternalApis;

namespace DeploymentFlex.Layers.Tests.ExternalApis;

[Conforms(Layer.ExternalApis, "mock")]
public sealed class MockExternalApiConformanceTests : ExternalApiConformance
{
    protected override string Name => "mock";

    protected override ValueTask<IExternalApi> CreateAsync() =>
        new(new MockExternalApi(new MockExternalApiOptions { Answers = { ["known"] = """{"ok":true}""" } }));
}
