using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using DeploymentFlex.Hosting.Realizations;
using DeploymentFlex.Layers;

namespace DeploymentFlex.Hosting;

/// <summary>Adds what stands behind the layers, as the mode or a setting such as <c>Realize:Cache=container</c> or <c>--cache container</c> says.</summary>
public static class BackingLayerExtensions
{
    /// <summary>The layers that settings choose a realization for.</summary>
    internal static IReadOnlyList<string> Layers { get; } =
        [Layer.Cache, Layer.Data, Layer.Files, Layer.Vectors, Layer.Jobs, Layer.Credentials];

    /// <summary>Adds what stands behind the cache layer.</summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="name">The name of the resource and of its connection string.</param>
    public static BackingLayer AddCache(this Deployment deployment, string name) => CacheRealizations.All.AddTo(deployment, name);

    /// <summary>Adds what stands behind the data layer.</summary>
    /// <inheritdoc cref="AddCache"/>
    public static BackingLayer AddDatabase(this Deployment deployment, string name) => DataRealizations.All.AddTo(deployment, name);

    /// <summary>Adds what stands behind the files layer.</summary>
    /// <inheritdoc cref="AddCache"/>
    public static BackingLayer AddFiles(this Deployment deployment, string name) => FilesRealizations.All.AddTo(deployment, name);

    /// <summary>Adds what stands behind the vectors layer.</summary>
    /// <inheritdoc cref="AddCache"/>
    public static BackingLayer AddVectors(this Deployment deployment, string name) => VectorsRealizations.All.AddTo(deployment, name);

    /// <summary>Adds what stands behind the jobs layer.</summary>
    /// <inheritdoc cref="AddCache"/>
    public static BackingLayer AddJobQueue(this Deployment deployment, string name) => JobsRealizations.All.AddTo(deployment, name);

    /// <summary>Adds what stands behind the credentials layer.</summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="name">The name of the resource and of its connection string.</param>
    /// <param name="data">The data layer, whose database the credentials may be in.</param>
    public static BackingLayer AddCredentials(this Deployment deployment, string name, BackingLayer data)
    {
        var credentials = CredentialsRealizations.All.AddTo(deployment, name);
        return credentials.Realization is Realization.Data
            ? new BackingLayer(credentials.Layer, credentials.Realization, credentials.Chain, connection: null) { Data = data }
            : credentials;
    }

    /// <summary>Hands a layer to a service: its connection string, after the server behind it is healthy, and the providers to use when the mode's own do not fit.</summary>
    public static IResourceBuilder<ProjectResource> WithReference(this IResourceBuilder<ProjectResource> builder, BackingLayer layer)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(layer);
        foreach (var (index, provider) in layer.Chain.Index())
        {
            builder.WithEnvironment(string.Create(CultureInfo.InvariantCulture, $"Layers__{layer.Layer}__Chain__{index}"), provider);
        }

        if (layer.Data is { } data)
        {
            builder.WithReference(data);
        }

        if (layer.Connection is not { } connection || IsReferenced(builder.Resource, connection.Resource))
        {
            return builder;
        }

        // Qdrant is spoken to over HTTP, for which Aspire hands over a connection string of its own.
        _ = connection is IResourceBuilder<QdrantServerResource> qdrant ? builder.WithReference(qdrant) : builder.WithReference(connection);
        return connection.Resource is ParameterResource ? builder : builder.WaitFor(connection);
    }

    private static bool IsReferenced(ProjectResource service, IResource connection) =>
        service.Annotations.OfType<ResourceRelationshipAnnotation>().Any(relation => relation.Resource == connection);
}
