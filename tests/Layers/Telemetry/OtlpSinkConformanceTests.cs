using DeploymentFlex.Conformance.Table;

namespace DeploymentFlex.Layers.Tests.Telemetry;

[Conforms<CollectorStandIn>(Layer.Telemetry, "otlp")]
public sealed class OtlpSinkConformanceTests() : ProvidedSinkConformance("otlp")
{
    private CollectorStandIn? _collector;

    public override async ValueTask InitializeAsync()
    {
        _collector = await CollectorStandIn.StartAsync();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _collector!.DisposeAsync();
    }

    protected override IEnumerable<(string Name, string Value)> Settings() =>
    [
        ("Layers:Telemetry:otlp:Endpoint", _collector!.Address),
        ("Layers:Telemetry:otlp:Protocol", "http/protobuf"),
        ("Layers:Telemetry:otlp:Timeout", "00:01:00"),
    ];

    protected override ValueTask<string?> KeptAsync() => new(string.Concat(_collector!.Received.Select(static item => item.Text)));
}
