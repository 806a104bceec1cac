using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;

namespace DeploymentFlex.Layers.Isolation;

/// <summary>Every endpoint that the settings of this process name.</summary>
public sealed class NamedEndpoints
{
    private readonly ConcurrentDictionary<NamedEndpoint, bool> _endpoints = new();
    private readonly Lazy<bool> _services;

    /// <param name="services">Where settings that name endpoints are registered; asked at the first look.</param>
    public NamedEndpoints(IServiceProvider services)
    {
        _services = new Lazy<bool>(() =>
        {
            foreach (var settings in services.GetServices<INamesEndpoints>())
            {
                Add(settings.Endpoints);
            }

            return true;
        });
    }

    /// <summary>The endpoints, sorted.</summary>
    public IReadOnlyList<NamedEndpoint> All =>
        _services.Value ? [.. _endpoints.Keys.OrderBy(static endpoint => endpoint.ToString(), StringComparer.Ordinal)] : [];

    public bool Contains(NamedEndpoint endpoint) => _services.Value && _endpoints.ContainsKey(endpoint);

    public void Add(params IEnumerable<NamedEndpoint> endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        foreach (var endpoint in endpoints)
        {
            _endpoints.TryAdd(endpoint, true);
        }
    }
}
