using DeploymentFlex.Layers.Providers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Hosting;

namespace DeploymentFlex.Layers.Configuration;

/// <summary>
/// Puts secrets in the place of settings that name one: <c>secret://namespace/name</c>. What cannot be had is left unset
/// and told with everything else that is wrong with the settings, so that a doctor and the verbs come as far as to say so.
/// </summary>
internal static class SecretSettings
{
    private const string Scheme = "secret://";
    private const string OfLayer = $"Layers:{Layer.Credentials}:";

    /// <summary>Puts them there, but in an application that an <see cref="ISecretSource"/> builds to look them up with: it has that type among its properties.</summary>
    /// <returns>What is wrong, by setting, and what was found.</returns>
    public static (IReadOnlyDictionary<string, string> Problems, ResolvedSecrets Found) Resolve(IHostApplicationBuilder builder, string service, ProviderRegistry registry)
    {
        var problems = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (builder.Properties.ContainsKey(typeof(ISecretSource)))
        {
            return (problems, new ResolvedSecrets([]));
        }

        var named = builder.Configuration.AsEnumerable()
            .Where(static setting => setting.Value?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) is true)
            .ToDictionary(static setting => setting.Key, static setting => setting.Value![Scheme.Length..], StringComparer.OrdinalIgnoreCase);
        if (named.Count == 0)
        {
            return (problems, new ResolvedSecrets([]));
        }

        // Whoever reads settings meanwhile, the credential layer first of all, finds none of them.
        Override(builder, named.Keys.Select(static setting => KeyValuePair.Create(setting, (string?)null)));
        var references = named.Where(static setting => !IsOfLayer(setting.Key)).ToDictionary(StringComparer.OrdinalIgnoreCase);
        foreach (var setting in named.Keys.Where(IsOfLayer))
        {
            problems[setting] = $"cannot be a {Scheme} itself: credentials are looked up with it. Hand the value over as an environment variable, or name a file.";
        }

        IReadOnlyDictionary<string, string?> found = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (references.Count > 0)
        {
            found = Find(builder, service, registry, references, problems);
            Override(builder, found);
        }

        return (problems, new ResolvedSecrets([.. from item in found where item.Value is not null select (Scheme + references[item.Key], item.Value)]));
    }

    private static bool IsOfLayer(string setting) => setting.StartsWith(OfLayer, StringComparison.OrdinalIgnoreCase);

    private static void Override(IHostApplicationBuilder builder, IEnumerable<KeyValuePair<string, string?>> settings) =>
        builder.Configuration.Sources.Add(new MemoryConfigurationSource { InitialData = [.. settings] });

    private static IReadOnlyDictionary<string, string?> Find(
        IHostApplicationBuilder builder, string service, ProviderRegistry registry, Dictionary<string, string> references, Dictionary<string, string> problems)
    {
        if (registry.Secrets is null)
        {
            foreach (var (setting, reference) in references)
            {
                problems[setting] = $"names the credential {Scheme}{reference}, and this service ships no credential layer. Set the value itself.";
            }

            return new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        }

        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(builder.Configuration.AsEnumerable().Where(static setting => setting.Value is not null))
            .Build();
        return registry.Secrets.Find(configuration, builder.Environment.ContentRootPath, service, references, problems);
    }
}
