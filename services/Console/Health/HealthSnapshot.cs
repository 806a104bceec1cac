using DeploymentFlex.Layers.Health;

namespace DeploymentFlex.Services.Console.Health;

/// <summary>The whole system as it was at one moment.</summary>
public sealed record HealthSnapshot(DateTimeOffset At, IReadOnlyList<ServiceState> Services)
{
    /// <summary>The deployment's mode, as the services say it.</summary>
    public string Mode => Services.FirstOrDefault(static state => state.Report is not null)?.Report?.Mode ?? "unknown";

    /// <summary>The worst state of any service.</summary>
    public string Status =>
        Services.Any(static state => state.Status is "down" or "unhealthy") ? "unhealthy"
        : Services.Any(static state => state.Status is "degraded") ? "degraded"
        : "healthy";

    /// <summary>Each layer once for all services that see its chain in the same state.</summary>
    public IReadOnlyList<LayerRow> Layers { get; } = Group(Services);

    private static List<LayerRow> Group(IReadOnlyList<ServiceState> services) =>
    [
        .. services
            .SelectMany(static state => (state.Report?.Layers ?? []).Select(layer => (state.Service, Layer: layer)))
            .GroupBy(static item => KeyOf(item.Layer), StringComparer.Ordinal)
            .Select(static same => new LayerRow(
                same.First().Layer.Layer,
                [.. same.Select(static item => item.Service)],
                [.. same.Select(static item => item.Layer)]))
            .OrderBy(static row => LayerWords.Order(row.Layer))
            .ThenByDescending(static row => row.Services.Count)
            .ThenBy(static row => row.Key, StringComparer.Ordinal),
    ];

    private static string KeyOf(LayerHealth layer) =>
        $"{layer.Layer} {string.Join(' ', layer.Chain.Select(static link => $"{link.Provider}:{link.State}"))}";
}
