using DeploymentFlex.Conformance.Table;

namespace DeploymentFlex.Layers.Tests.Telemetry;

[Conforms(Layer.Telemetry, "log")]
public sealed class LogSinkConformanceTests() : ProvidedSinkConformance("log")
{
    // Logs are there already, and metrics are asked for.
    protected override ValueTask<string?> KeptAsync() => default;
}
