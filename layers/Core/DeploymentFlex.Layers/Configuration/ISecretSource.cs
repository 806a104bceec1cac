using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace DeploymentFlex.Layers.Configuration;

/// <summary>Looks up the credentials that settings name. The credential layer registers itself as <see cref="Providers.ProviderRegistry.Secrets"/>.</summary>
public interface ISecretSource
{
    /// <summary>Adds what a service has of it beside the settings, such as a verb.</summary>
    void Register(IServiceCollection services);

    /// <summary>Looks each of them up, before anything else of the service starts.</summary>
    /// <param name="configuration">The settings, complete but for what is looked up.</param>
    /// <param name="folder">The service's content root.</param>
    /// <param name="service">The service's logical name.</param>
    /// <param name="references">What settings name, by setting: <c>namespace/name</c>.</param>
    /// <param name="problems">Takes why a setting's was not found or could not be read, one line and no secret.</param>
    /// <returns>The secrets that were found, by setting.</returns>
    IReadOnlyDictionary<string, string?> Find(
        IConfiguration configuration, string folder, string service, IReadOnlyDictionary<string, string> references, IDictionary<string, string> problems);
}
