using System.Reflection;

namespace DeploymentFlex.Layers.Providers;

/// <summary>Finds the provider modules of the assemblies that an application references, directly or not.</summary>
internal static class ProviderAssemblies
{
    public static ProviderRegistry Register(ProviderRegistry registry, Assembly? entry)
    {
        // The files beside the application are what its project references; a provider has no other tie to it.
        foreach (var path in Directory.EnumerateFiles(AppContext.BaseDirectory, "DeploymentFlex.*.dll").Order(StringComparer.Ordinal))
        {
            var name = AssemblyName.GetAssemblyName(path);
            if (name.Name != entry?.GetName().Name)
            {
                registry.AddFrom(Assembly.Load(name));
            }
        }

        return entry is null ? registry : registry.AddFrom(entry);
    }
}
