using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>The settings of an application under test, before its builder is made.</summary>
internal static class TestSettings
{
    public static IConfigurationRoot Of(HostApplicationBuilderSettings settings) => new ConfigurationBuilder()
        .AddConfiguration(settings.Configuration ??= new())
        .AddCommandLine(settings.Args ?? [])
        .Build();

    /// <summary>Adds what neither the configuration nor the command line has.</summary>
    public static void AddTo(HostApplicationBuilderSettings settings, IReadOnlyDictionary<string, string?> more)
    {
        var known = Of(settings);
        settings.Configuration!.AddInMemoryCollection([.. more.Where(setting => known[setting.Key] is null)]);
    }
}
