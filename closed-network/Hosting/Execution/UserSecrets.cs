using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.UserSecrets;

namespace Aspire.Hosting.Execution;

/// <summary>The AppHost's settings that lie outside of its source folder, as <c>dotnet user-secrets</c> keeps them.</summary>
internal static class UserSecrets
{
    /// <summary>Reads them below the environment's and the command line's settings.</summary>
    public static void AddTo(ConfigurationManager configuration, Assembly? appHost)
    {
        if (FileOf(appHost) is null)
        {
            return;
        }

        var sources = new ConfigurationBuilder().AddUserSecrets(appHost!, optional: true, reloadOnChange: false).Sources;
        var environment = configuration.Sources.TakeWhile(static source => source is not EnvironmentVariablesConfigurationSource { Prefix: null or "" }).Count();
        foreach (var source in sources)
        {
            configuration.Sources.Insert(environment, source);
        }
    }

    /// <summary>Keeps a value for the next run. An AppHost without a <c>UserSecretsId</c> has no place for it, and makes a new one each time.</summary>
    public static void Save(Assembly? appHost, string key, string value)
    {
        if (FileOf(appHost) is not { } file)
        {
            return;
        }

        var secrets = File.Exists(file) ? JsonNode.Parse(File.ReadAllText(file))!.AsObject() : [];
        secrets[key] = value;
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var next = file + ".next";
        using (var writer = new StreamWriter(next, Encoding.UTF8, options))
        {
            writer.Write(secrets.ToJsonString(new() { WriteIndented = true }));
        }

        File.Move(next, file, overwrite: true);
    }

    private static string? FileOf(Assembly? appHost) => appHost?.GetCustomAttribute<UserSecretsIdAttribute>() is { } secrets
        ? PathHelper.GetSecretsPathFromSecretsId(secrets.UserSecretsId)
        : null;
}
