using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>What a test asks of an application that runs.</summary>
public static class DistributedApplicationHostingTestingExtensions
{
    /// <summary>A client whose base address is an endpoint of a resource.</summary>
    /// <inheritdoc cref="GetEndpoint"/>
    public static HttpClient CreateHttpClient(this DistributedApplication app, string resourceName, string? endpointName = null)
    {
        var address = app.GetEndpoint(resourceName, endpointName);
        var client = app.Services.GetRequiredService<IHttpClientFactory>().CreateClient();
        client.BaseAddress = address;
        return client;
    }

    /// <summary>The address of a resource's endpoint.</summary>
    /// <param name="app">The application, which has been started.</param>
    /// <param name="resourceName">The resource.</param>
    /// <param name="endpointName">The endpoint; when null the one named <c>https</c>, else <c>http</c>.</param>
    /// <exception cref="ArgumentException">There is no such resource or endpoint.</exception>
    /// <exception cref="InvalidOperationException">The application has not been started.</exception>
    public static Uri GetEndpoint(this DistributedApplication app, string resourceName, string? endpointName = null)
    {
        var resource = FindResource(app, resourceName);
        EndpointReference[] endpoints = resource is IResourceWithEndpoints owner ? [.. owner.GetEndpoints()] : [];
        string[] names = endpointName is null ? ["https", "http"] : [endpointName];
        var endpoint = names
            .Select(name => endpoints.FirstOrDefault(endpoint => string.Equals(endpoint.EndpointName, name, StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(static endpoint => endpoint is { IsAllocated: true });
        return endpoint is not null
            ? new Uri(endpoint.Url)
            : throw new ArgumentException(
                $"'{resourceName}' has no endpoint '{string.Join("' or '", names)}'. It has: {List(endpoints.Select(static one => one.EndpointName))}.",
                nameof(endpointName));
    }

    /// <summary>The connection string of a resource.</summary>
    /// <exception cref="ArgumentException">There is no such resource, or it has no connection string.</exception>
    /// <exception cref="InvalidOperationException">The application has not been started.</exception>
    public static ValueTask<string?> GetConnectionStringAsync(
        this DistributedApplication app, string resourceName, CancellationToken cancellationToken = default) =>
        FindResource(app, resourceName) is IResourceWithConnectionString resource
            ? resource.GetConnectionStringAsync(cancellationToken)
            : throw new ArgumentException($"'{resourceName}' has no connection string.", nameof(resourceName));

    private static IResource FindResource(DistributedApplication app, string resourceName)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentException.ThrowIfNullOrEmpty(resourceName);
        if (!app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.IsCancellationRequested)
        {
            throw new InvalidOperationException("The application has not been started: await StartAsync first.");
        }

        var resources = app.Services.GetRequiredService<DistributedApplicationModel>().Resources;
        return resources.FirstOrDefault(resource => string.Equals(resource.Name, resourceName, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException(
                $"There is no resource '{resourceName}'. There are: {List(resources.Select(static resource => resource.Name))}.", nameof(resourceName));
    }

    private static string List(IEnumerable<string> names) => names.Any() ? string.Join(", ", names.Order(StringComparer.Ordinal)) : "none";
}
