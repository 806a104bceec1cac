using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Execution;

/// <summary>
/// Says which resources stop together: a resource stops once all have stopped that depend on it, by a reference, a wait or
/// as its parts. Of two that depend on each other, the one that was added later stops first.
/// </summary>
internal static class StopOrder
{
    /// <returns>The resources, those to stop first first.</returns>
    public static IEnumerable<IGrouping<int, IResource>> Waves(IReadOnlyList<IResource> resources)
    {
        var waves = resources.ToDictionary(static resource => resource, static _ => 0);
        var done = new HashSet<IResource>();
        foreach (var resource in resources.Reverse())
        {
            done.Add(resource);
            foreach (var dependency in DependenciesOf(resource).Where(dependency => waves.ContainsKey(dependency) && !done.Contains(dependency)))
            {
                waves[dependency] = Math.Max(waves[dependency], waves[resource] + 1);
            }
        }

        return resources.GroupBy(resource => waves[resource]).OrderBy(static wave => wave.Key);
    }

    private static IEnumerable<IResource> DependenciesOf(IResource resource) =>
    [
        .. resource.Annotations.OfType<ResourceRelationshipAnnotation>().Select(static relationship => relationship.Resource),
        .. resource.Annotations.OfType<WaitAnnotation>().Select(static wait => wait.Resource),
        .. resource is IResourceWithParent { Parent: { } parent } ? [parent] : Array.Empty<IResource>(),
    ];
}
