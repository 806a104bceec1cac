using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Execution;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

/// <summary>What can be said of a resource.</summary>
public static class ResourceBuilderExtensions
{
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, string? value)
        where T : IResourceWithEnvironment =>
        builder.WithEnvironment(context => context.EnvironmentVariables[name] = value ?? "");

    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, EndpointReference endpointReference)
        where T : IResourceWithEnvironment =>
        builder.WithEnvironment(context => context.EnvironmentVariables[name] = endpointReference);

    /// <summary>Adds environment variables when the resource starts.</summary>
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, Action<EnvironmentCallbackContext> callback)
        where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new EnvironmentCallbackAnnotation(callback));
    }

    /// <summary>Hands over the addresses of another resource: <c>services__name__http__0</c> and <c>NAME_HTTP</c>.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(source);
        return builder
            .WithAnnotation(new EndpointReferenceAnnotation(source.Resource) { UseAllEndpoints = true })
            .WithEnvironment(context => ServiceReferences.AddTo(context, source.Resource));
    }

    /// <summary>Gives the resource an HTTP endpoint.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="port">The port that others use; null for a free one.</param>
    /// <param name="targetPort">The port that the process listens on: not supported apart from <paramref name="port"/>, as no proxy stands between.</param>
    /// <param name="name">The endpoint's name, <c>http</c> when null.</param>
    /// <exception cref="DistributedApplicationException">There is an endpoint of this name already.</exception>
    public static IResourceBuilder<T> WithHttpEndpoint<T>(
        this IResourceBuilder<T> builder, int? port = null, int? targetPort = null, string? name = null)
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        var endpoint = new EndpointAnnotation(ProtocolType.Tcp, uriScheme: "http", name: name, port: port ?? targetPort);
        return builder.Resource.GetEndpoint(endpoint.Name).Exists
            ? throw new DistributedApplicationException($"The resource '{builder.Resource.Name}' has an endpoint '{endpoint.Name}' already.")
            : builder.WithAnnotation(endpoint);
    }

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

    /// <summary>Counts the resource as healthy when a path answers with a status code, 200 unless another is named.</summary>
    /// <exception cref="DistributedApplicationException">The resource has no such endpoint.</exception>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null)
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        var endpoint = builder.Resource.GetEndpoint(endpointName ?? "http");
        if (!endpoint.Exists)
        {
            throw new DistributedApplicationException(
                $"The resource '{builder.Resource.Name}' has no endpoint '{endpoint.EndpointName}' for its health check: call WithHttpEndpoint first.");
        }

        var check = new EndpointHealthCheck(endpoint, path ?? "/", statusCode ?? 200);
        var key = $"{builder.Resource.Name}_{endpoint.EndpointName}_{path ?? "/"}_{statusCode ?? 200}_check";
        builder.ApplicationBuilder.Services.AddHealthChecks().Add(new HealthCheckRegistration(key, check, null, null));
        return builder.WithHealthCheck(key);
    }

    /// <summary>Counts the resource as healthy when a registered health check says so.</summary>
    public static IResourceBuilder<T> WithHealthCheck<T>(this IResourceBuilder<T> builder, string key)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new HealthCheckAnnotation(key));
    }

    /// <summary>Starts the resource only when the other is healthy.</summary>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport => builder.Wait(dependency, WaitType.WaitUntilHealthy);

    /// <summary>Starts the resource only when the other runs.</summary>
    public static IResourceBuilder<T> WaitForStart<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport => builder.Wait(dependency, WaitType.WaitUntilStarted);

    /// <summary>Starts the resource only when the other has ended with an exit code.</summary>
    public static IResourceBuilder<T> WaitForCompletion<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, int exitCode = 0)
        where T : IResourceWithWaitSupport => builder.Wait(dependency, WaitType.WaitForCompletion, exitCode);

    private static IResourceBuilder<T> Wait<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, WaitType type, int exitCode = 0)
        where T : IResourceWithWaitSupport
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(dependency);
        return ReferenceEquals(builder.Resource, dependency.Resource)
            ? throw new DistributedApplicationException($"The resource '{builder.Resource.Name}' cannot wait for itself.")
            : builder.WithAnnotation(new WaitAnnotation(dependency.Resource, type, exitCode));
    }
}
