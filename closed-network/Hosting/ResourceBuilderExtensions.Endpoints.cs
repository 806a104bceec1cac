using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <content>Where a resource listens.</content>
public static partial class ResourceBuilderExtensions
{
    /// <summary>Gives the resource an endpoint, or changes the one of this name where values are given.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="port">The port that others use; null for a free one.</param>
    /// <param name="targetPort">The port in a container; of a process it is the port itself, as no proxy stands before it.</param>
    /// <param name="scheme">The scheme of its address, the protocol's name when null.</param>
    /// <param name="name">The endpoint's name, the scheme when null.</param>
    /// <param name="env">A variable that tells the process which port to listen on.</param>
    /// <param name="isProxied">Kept in the model; this engine has no proxies.</param>
    /// <param name="isExternal">Whether published output exposes it to the outside.</param>
    /// <param name="protocol">TCP when null.</param>
    public static IResourceBuilder<T> WithEndpoint<T>(
        this IResourceBuilder<T> builder,
        int? port = null,
        int? targetPort = null,
        string? scheme = null,
        string? name = null,
        string? env = null,
        bool? isProxied = null,
        bool? isExternal = null,
        ProtocolType? protocol = null)
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        var wanted = new EndpointAnnotation(
            protocol ?? ProtocolType.Tcp, scheme, name: name, port: port, targetPort: targetPort, isExternal: isExternal, isProxied: isProxied);
        var reference = builder.Resource.GetEndpoint(wanted.Name);
        if (!reference.Exists)
        {
            builder.WithAnnotation(wanted);
        }

        var endpoint = reference.EndpointAnnotation;
        endpoint.Port = port ?? endpoint.Port;
        endpoint.TargetPort = targetPort ?? endpoint.TargetPort;
        endpoint.IsExternal = isExternal ?? endpoint.IsExternal;
        endpoint.IsProxied = isProxied ?? endpoint.IsProxied;
        if (env is not null)
        {
            endpoint.TargetPortEnvironmentVariable = env;
            builder.WithAnnotation(new EnvironmentCallbackAnnotation(context =>
                context.EnvironmentVariables[env] = reference.Property(EndpointProperty.TargetPort)));
        }

        return builder;
    }

    /// <summary>Changes an endpoint, or adds one of this name unless told not to.</summary>
    public static IResourceBuilder<T> WithEndpoint<T>(
        this IResourceBuilder<T> builder, string endpointName, Action<EndpointAnnotation> callback, bool createIfNotExists = true)
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(callback);
        var reference = builder.Resource.GetEndpoint(endpointName);
        if (!reference.Exists && createIfNotExists)
        {
            builder.WithAnnotation(new EndpointAnnotation(ProtocolType.Tcp, name: endpointName));
        }

        if (reference.Exists)
        {
            callback(reference.EndpointAnnotation);
        }

        return builder;
    }

    /// <summary>Gives the resource an HTTP endpoint, named <c>http</c> when <paramref name="name"/> is null.</summary>
    /// <inheritdoc cref="WithEndpoint{T}(IResourceBuilder{T}, int?, int?, string?, string?, string?, bool?, bool?, ProtocolType?)"/>
    public static IResourceBuilder<T> WithHttpEndpoint<T>(
        this IResourceBuilder<T> builder,
        int? port = null,
        int? targetPort = null,
        string? name = null,
        string? env = null,
        bool? isProxied = null)
        where T : IResourceWithEndpoints => builder.WithEndpoint(port, targetPort, "http", name, env, isProxied);

    /// <summary>Gives the resource an HTTPS endpoint, named <c>https</c> when <paramref name="name"/> is null.</summary>
    /// <inheritdoc cref="WithEndpoint{T}(IResourceBuilder{T}, int?, int?, string?, string?, string?, bool?, bool?, ProtocolType?)"/>
    public static IResourceBuilder<T> WithHttpsEndpoint<T>(
        this IResourceBuilder<T> builder,
        int? port = null,
        int? targetPort = null,
        string? name = null,
        string? env = null,
        bool? isProxied = null)
        where T : IResourceWithEndpoints => builder.WithEndpoint(port, targetPort, "https", name, env, isProxied);

    /// <summary>Exposes the HTTP endpoints to the outside where the application is published.</summary>
    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        foreach (var endpoint in builder.Resource.Annotations.OfType<EndpointAnnotation>().Where(static e => e.UriScheme is "http" or "https"))
        {
            endpoint.IsExternal = true;
        }

        return builder;
    }

    public static EndpointReference GetEndpoint<T>(this IResourceBuilder<T> builder, string name)
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Resource.GetEndpoint(name);
    }
}
