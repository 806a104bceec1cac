using System.Collections.Immutable;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Changes some of a resource's facts.</summary>
internal static class ResourcePropertySnapshots
{
    /// <summary>The facts with these in place of those of the same name.</summary>
    public static ImmutableArray<ResourcePropertySnapshot> With(
        this ImmutableArray<ResourcePropertySnapshot> properties, IReadOnlyList<ResourcePropertySnapshot> changed) =>
        [.. properties.Where(old => changed.All(property => property.Name != old.Name)), .. changed];
}
