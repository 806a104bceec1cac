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
        IConfiguration configuration, string folder, string service, IReadOnlyDictionary<string, string> references, List<string> problems) =>
        Task.Run(() => FindAsync(configuration, folder, service, references, problems)).GetAwaiter().GetResult();

    private static async Task<IReadOnlyDictionary<string, string?>> FindAsync(
        IConfiguration configuration, string folder, string service, IReadOnlyDictionary<string, string> references, List<string> problems)
    {
        var found = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        try
        {
            await using var host = await CredentialHost.OpenAsync(configuration, folder, service, migrates: false, CancellationToken.None);
            foreach (var (setting, reference) in references)
            {
                found[setting] = await FindAsync(host.Store, service, setting, reference, problems);
            }
        }
        catch (LayerUnavailableException error)
        {
            problems.AddRange(references.Keys.Except(found.Keys, StringComparer.OrdinalIgnoreCase).Select(setting =>
                $"{setting}: secret://{references[setting]} could not be read: {OneLine(error)}"));
        }

        return found;
    }

    private static async Task<string?> FindAsync(ICredentialStore store, string service, string setting, string reference, List<string> problems)
    {
        if (!CredentialName.TryParse(reference, out var name))
        {
            problems.Add($"{setting}: 'secret://{reference}' does not name a credential. Allowed: secret://namespace/name, each of A-Z, a-z, 0-9, '.', '_' and '-'.");
            return null;
        }

        try
        {
            var secret = (await store.GetAsync(name, CancellationToken.None))?.Secret;
            if (secret is null)
            {
                problems.Add($"{setting}: there is no credential secret://{name}. Put it in with './flex secret set {name}', or '{service} secret set {name}'.");
            }

            return secret;
        }
        catch (Exception error) when (error is LayerUnavailableException or LayerAnswerException)
        {
            problems.Add($"{setting}: secret://{name} could not be read: {OneLine(error)}");
            return null;
        }
    }

    private static string OneLine(Exception error) =>
        $"{error.Message} {error.InnerException?.Message}".ReplaceLineEndings(" ").TrimEnd();
}
