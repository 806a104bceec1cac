using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace DeploymentFlex.Credentials.Settings;

/// <summary>Looks up the credentials that a service's settings name, once at its start.</summary>
internal sealed class SecretSource : ISecretSource
{
    public void Register(IServiceCollection services) => services.TryAddEnumerable(ServiceDescriptor.Singleton<IServiceVerb, SecretVerb>());

    // Settings are read while the application is put together, which is not asynchronous.
    public IReadOnlyDictionary<string, string?> Find(
        IConfiguration configuration, string folder, string service, IReadOnlyDictionary<string, string> references, IDictionary<string, string> problems) =>
        Task.Run(() => FindAsync(configuration, folder, service, references, problems)).GetAwaiter().GetResult();

    private static async Task<IReadOnlyDictionary<string, string?>> FindAsync(
        IConfiguration configuration, string folder, string service, IReadOnlyDictionary<string, string> references, IDictionary<string, string> problems)
    {
        var found = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        try
        {
            await using var host = await CredentialHost.OpenAsync(configuration, folder, service, migrates: false, CancellationToken.None);
            foreach (var (setting, reference) in references)
            {
                found[setting] = await FindAsync(host, service, setting, reference, problems);
            }
        }
        catch (Exception error) when (error is LayerUnavailableException or SettingsException)
        {
            foreach (var setting in references.Keys.Except(found.Keys, StringComparer.OrdinalIgnoreCase))
            {
                problems[setting] = $"secret://{references[setting]} could not be read: {OneLine(error)}";
            }
        }

        return found;
    }

    private static async Task<string?> FindAsync(CredentialHost host, string service, string setting, string reference, IDictionary<string, string> problems)
    {
        if (!CredentialName.TryParse(reference, out var name))
        {
            problems[setting] = $"'secret://{reference}' does not name a credential. Allowed: secret://namespace/name, each of A-Z, a-z, 0-9, '.', '_' and '-'.";
            return null;
        }

        try
        {
            var secret = (await host.Store.GetAsync(name, CancellationToken.None))?.Secret;
            if (secret is null)
            {
                problems[setting] = Missing(name, service);
            }

            return secret;
        }
        catch (Exception error) when (error is LayerUnavailableException or LayerAnswerException)
        {
            problems[setting] = await host.IsWithoutTablesAsync(CancellationToken.None)
                ? Missing(name, service)
                : $"secret://{name} could not be read: {OneLine(error)}";
            return null;
        }
    }

    private static string Missing(CredentialName name, string service) =>
        $"there is no credential secret://{name}. Put it in with './flex secret set {name}', or '{service} secret set {name}'.";

    private static string OneLine(Exception error) =>
        $"{error.Message} {error.InnerException?.Message}".ReplaceLineEndings(" ").TrimEnd();
}
