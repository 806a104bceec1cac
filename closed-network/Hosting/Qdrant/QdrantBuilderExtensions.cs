using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Utils;

namespace Aspire.Hosting;

/// <summary>Adds Qdrant servers.</summary>
public static class QdrantBuilderExtensions
{
    // Aspire 13.5 chooses the same image: src/Aspire.Hosting.Qdrant/QdrantContainerImageTags.cs.
    private const string Image = "qdrant/qdrant";
    private const string Tag = "v1.18.0";

    /// <summary>Adds a Qdrant server that asks for an API key.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name, and that of its connection.</param>
    /// <param name="apiKey">The key; null for a generated one.</param>
    /// <param name="grpcPort">Its port for gRPC on this machine; null for a free one.</param>
    /// <param name="httpPort">Its port for HTTP on this machine; null for a free one.</param>
    public static IResourceBuilder<QdrantServerResource> AddQdrant(
        this IDistributedApplicationBuilder builder,
        string name,
        IResourceBuilder<ParameterResource>? apiKey = null,
        int? grpcPort = null,
        int? httpPort = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var key = apiKey?.Resource ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-Key", special: false);
        return builder.AddResource(new QdrantServerResource(name, key))
            .WithImage(Image, Tag)
            .WithImageRegistry("docker.io")
            .WithHttpEndpoint(grpcPort, targetPort: 6334, name: QdrantServerResource.GrpcEndpointName)
            .WithEndpoint(QdrantServerResource.GrpcEndpointName, static endpoint => endpoint.Transport = "http2")
            .WithHttpEndpoint(httpPort, targetPort: 6333, name: QdrantServerResource.HttpEndpointName)
            .WithEnvironment(context =>
            {
                context.EnvironmentVariables["QDRANT__SERVICE__API_KEY"] = key;
                if (context.ExecutionContext.IsPublishMode)
                {
                    // Its web page is for developers.
                    context.EnvironmentVariables["QDRANT__SERVICE__ENABLE_STATIC_CONTENT"] = "0";
                }
            })
            .WithHttpHealthCheck("/readyz", endpointName: QdrantServerResource.HttpEndpointName);
    }

    /// <summary>Keeps the data in a volume.</summary>
    public static IResourceBuilder<QdrantServerResource> WithDataVolume(
        this IResourceBuilder<QdrantServerResource> builder, string? name = null, bool isReadOnly = false) =>
        builder.WithVolume(name ?? VolumeNameGenerator.Generate(builder, "data"), "/qdrant/storage", isReadOnly);

    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<QdrantServerResource> qdrantResource)
        where TDestination : IResourceWithEnvironment => builder.WithReference(qdrantResource, null);

    /// <summary>Hands over the connection string for gRPC as <c>ConnectionStrings__name</c>, and the one for HTTP as <c>ConnectionStrings__name_http</c>.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<QdrantServerResource> qdrantResource, string? connectionName = null)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(qdrantResource);
        var qdrant = qdrantResource.Resource;
        var variable = $"ConnectionStrings__{connectionName ?? qdrant.Name}";
        return ResourceBuilderExtensions.WithReference(builder, qdrantResource, connectionName)
            .WithEnvironment(variable, qdrant.ConnectionStringExpression)
            .WithEnvironment($"{variable}_{QdrantServerResource.HttpEndpointName}", qdrant.HttpConnectionStringExpression);
    }
}
