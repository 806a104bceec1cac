using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Health;

namespace DeploymentFlex.Services.Tests.ConsolePages;

/// <summary>What the services of a deployment say of their health.</summary>
internal static class FakeHealth
{
    private static readonly DateTimeOffset s_start = DateTimeOffset.UtcNow.AddHours(-7);
    private static readonly PromiseHealth s_disk = new("disk", "node", "clear");
    private static readonly PromiseHealth s_memory = new("process", "process", "clear");
    private static readonly PromiseHealth s_cluster = new("replicated", "cluster", "encrypted");

    public static HealthReport Of(string service, bool degraded) => new(
        service,
        degraded ? "hybrid" : "development",
        degraded && service is "evidence" or "gateway" && degraded ? "degraded" : "healthy",
        [Telemetry(), .. LayersOf(service, degraded)]);

    private static IEnumerable<LayerHealth> LayersOf(string service, bool degraded) => service switch
    {
        "gateway" => degraded
            ? [Layer("cache", "memory", degraded, Open("redis", "connection refused (10.0.4.7:6379)"), Link("memory", "active", s_memory))]
            : [Layer("cache", "memory", false, Link("memory", "active", s_memory))],
        "cases" => [Layer("data", "sqlite", false, Link("sqlite", "active", s_disk))],
        "evidence" => degraded
            ? [Layer("data", "sqlite", false, Link("sqlite", "active", s_disk)), Layer("files", "local", true, Open("s3", "503 Slow Down"), Link("local", "active", s_disk))]
            : [Layer("data", "sqlite", false, Link("sqlite", "active", s_disk)), Layer("files", "local", false, Link("local", "active", s_disk))],
        "knowledge" =>
        [
            Layer("data", "sqlite", false, Link("sqlite", "active", s_disk)),
            Layer("vectors", "embedded", false, Link("embedded", "active", s_disk)),
            Layer("external-apis", "mock", false, Link("mock", "active", s_memory)),
        ],
        "jobs" => [Layer("jobs", "embedded", false, Link("embedded", "active", s_disk))],
        _ => [],
    };

    private static LayerHealth Telemetry() =>
        Layer("telemetry", "otlp", false, Link("otlp", "active", s_cluster), Link("log", "standby", s_memory)) with { Required = false };

    private static LayerHealth Layer(string layer, string active, bool degraded, params ProviderHealth[] chain) =>
        new(layer, true, active, degraded ? DateTimeOffset.UtcNow.AddMinutes(-4) : s_start, degraded, chain);

    private static ProviderHealth Link(string provider, string state, PromiseHealth promise) => new(
        provider, state, promise, 18_204, 0, null, new ProbeHealth(DateTimeOffset.UtcNow, Random.Shared.NextDouble() * 3 + 0.4, true));

    private static ProviderHealth Open(string provider, string error) => new(
        provider, "open", s_cluster, 4_211, 5, new LinkError(DateTimeOffset.UtcNow.AddSeconds(-3), "HttpRequestException", error),
        new ProbeHealth(DateTimeOffset.UtcNow.AddSeconds(-3), 2000, false));
}
