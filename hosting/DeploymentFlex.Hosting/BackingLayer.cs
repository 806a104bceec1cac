using Aspire.Hosting.ApplicationModel;

namespace DeploymentFlex.Hosting;

/// <summary>What stands behind one layer of this deployment.</summary>
public sealed class BackingLayer
{
    internal BackingLayer(
        string layer, string realization, IReadOnlyList<string> chain, IResourceBuilder<IResourceWithConnectionString>? connection)
    {
        Layer = layer;
        Realization = realization;
        Chain = chain;
        Connection = connection;
    }

    /// <summary>The layer's name, for example <c>Cache</c>.</summary>
    public string Layer { get; }

    /// <summary>How it is brought about: embedded, installed, container, existing, azure or, of jobs and credentials, data.</summary>
    public string Realization { get; }

    internal IReadOnlyList<string> Chain { get; }

    /// <summary>The data layer, where this one is in its database and services need not use that for themselves; otherwise null.</summary>
    internal BackingLayer? Data { get; init; }

    /// <summary>Null when the services need no resource for it.</summary>
    internal IResourceBuilder<IResourceWithConnectionString>? Connection { get; }
}
