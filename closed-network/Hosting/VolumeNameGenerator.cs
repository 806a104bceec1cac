using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Utils;

/// <summary>Names a volume that the model leaves without a name.</summary>
public static class VolumeNameGenerator
{
    /// <summary>One name for each resource of each AppHost on a machine.</summary>
    public static string Generate<T>(IResourceBuilder<T> builder, string suffix)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        var application = builder.ApplicationBuilder;
        // What is published must not depend on where it was published.
        var place = application.ExecutionContext.IsPublishMode ? application.Environment.ApplicationName : application.AppHostDirectory;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(place)))[..10];
        return $"{application.Environment.ApplicationName.ToLowerInvariant()}-{hash}-{builder.Resource.Name}-{suffix}";
    }
}
