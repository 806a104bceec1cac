using System.Collections.Concurrent;
using DeploymentFlex.Layers.Health;

namespace DeploymentFlex.Services.Console.Health;

/// <summary>The last probes of each provider that this console has seen.</summary>
public sealed class ProbeHistory
{
    private const int Kept = 30;

    private readonly ConcurrentDictionary<string, ProbeHealth[]> _probes = new(StringComparer.Ordinal);

    /// <summary>The probes of one provider, oldest first.</summary>
    public IReadOnlyList<ProbeHealth> Of(string service, string layer, string provider) =>
        _probes.TryGetValue(Key(service, layer, provider), out var probes) ? probes : [];

    internal void Remember(IEnumerable<ServiceState> services)
    {
        foreach (var state in services)
        {
            foreach (var layer in state.Report?.Layers ?? [])
            {
                foreach (var link in layer.Chain)
                {
                    if (link.LastProbe is { } probe)
                    {
                        _probes.AddOrUpdate(
                            Key(state.Service, layer.Layer, link.Provider),
                            static (_, added) => [added],
                            static (_, known, added) => known[^1].At == added.At ? known : [.. known.TakeLast(Kept - 1), added],
                            probe);
                    }
                }
            }
        }
    }

    private static string Key(string service, string layer, string provider) => $"{service} {layer} {provider}";
}
