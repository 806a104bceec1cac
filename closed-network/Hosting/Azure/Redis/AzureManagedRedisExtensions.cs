using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Azure;

namespace Aspire.Hosting;

/// <summary>Adds Azure Managed Redis caches.</summary>
public static class AzureManagedRedisExtensions
{
    /// <summary>Adds a cache that lets in by identities of Azure.</summary>
    public static IResourceBuilder<AzureManagedRedisResource> AddAzureManagedRedis(this IDistributedApplicationBuilder builder, string name)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var cache = builder.AddResource(new AzureManagedRedisResource(name));
        AzureRoles.Add(cache, cache.Resource.RolesTemplate, namesPrincipalType: false);
        return AzurePublishing.Publish(cache);
    }
}
