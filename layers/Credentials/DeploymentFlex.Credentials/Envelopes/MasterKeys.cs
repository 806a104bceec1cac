using System.Security.Cryptography;
using System.Text;
using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.Layers.Disk;
using DeploymentFlex.Layers.Providers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace DeploymentFlex.Credentials.Envelopes;

/// <summary>Finds the master key that settings name.</summary>
public static class MasterKeys
{
    /// <summary>What services that keep a master key are registered under, as providers of <see cref="IMasterKey"/>.</summary>
    public const string Registry = "MasterKeys";

    /// <param name="services">The process.</param>
    /// <param name="context">The credential provider.</param>
    /// <param name="options">Its settings.</param>
    /// <param name="madeFile">The file that is used, and made where it is missing, when settings name no key; null where they must.</param>
    /// <exception cref="SettingsException">No key is named, or none is where settings say.</exception>
    public static IMasterKey Open(IServiceProvider services, ProviderContext context, EnvelopeOptions options, string? madeFile)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(options);
        try
        {
            return options switch
            {
                { KeyFile: { } file } => Opened(FromFile(file)),
                { KeyVariable: { } variable } => Opened(FromVariable(variable)),
                { MasterKey: { } name } => FromService(services, context, name),
                _ when madeFile is not null => FromMadeFile(madeFile),
                _ => throw new SettingsException(
                    $"{context.Settings.Path}:KeyFile: must name the file of the master key that all instances share, as 'openssl rand -base64 32' makes one. Allowed as well: KeyVariable, MasterKey."),
            };
        }
        catch (Exception error) when (error is CredentialIntegrityException or IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{context.Settings.Path}:{(options.KeyVariable is null ? "KeyFile" : "KeyVariable")}: {error.Message}", error);
        }
    }

    /// <summary>The key of a file, which is made when it is needed and missing.</summary>
    internal static IMasterKey FromMadeFile(string path) => new RawMasterKeys(() => ReadOrMake(path), $"the key file '{path}'");

    private static string ReadOrMake(string path)
    {
        if (!File.Exists(path))
        {
            var made = Convert.ToBase64String(RandomNumberGenerator.GetBytes(Aes256.KeySize));
            try
            {
                OwnerOnlyFile.Write(path, Encoding.ASCII.GetBytes(made), overwrite: false);
            }
            catch (IOException) when (File.Exists(path))
            {
                // Another process made it first.
            }
        }

        return File.ReadAllText(path);
    }

    // Said at the start, not at the first secret.
    private static RawMasterKeys Opened(RawMasterKeys keys)
    {
        _ = keys.CurrentId;
        return keys;
    }

    private static RawMasterKeys FromFile(string path) => new(() => File.ReadAllText(path), $"the key file '{path}'");

    private static RawMasterKeys FromVariable(string name) =>
        new(() => System.Environment.GetEnvironmentVariable(name) ?? string.Empty, $"the environment variable {name}");

    private static IMasterKey FromService(IServiceProvider services, ProviderContext context, string name)
    {
        var registry = services.GetRequiredService<ProviderRegistry>();
        var found = registry.Find(Registry, name) ?? throw new SettingsException(
            $"{context.Settings.Path}:MasterKey: there is no '{name}' in this process. Known: {string.Join(", ", registry.NamesOf(Registry).DefaultIfEmpty("none"))}.");
        var settings = services.GetRequiredService<IConfiguration>().GetSection($"Layers:{Layer.Credentials}:{found.Name}");
        return (IMasterKey)found.Create(services, context with { Name = found.Name, Settings = settings });
    }
}
