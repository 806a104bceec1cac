using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace DeploymentFlex.Layers.Tests.Core;

/// <summary>An application with nothing but settings, to register layers on.</summary>
internal static class LayerHost
{
    private static readonly string s_empty = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "flex-empty-root")).FullName;

    public static HostApplicationBuilder Create(params (string Name, string Value)[] settings) => Create(s_empty, settings);

    public static HostApplicationBuilder Create(string folder, params (string Name, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = folder });

        // The last of two settings of one name counts, as a later source does.
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in settings)
        {
            values[name.Replace("__", ":", StringComparison.Ordinal)] = value;
        }

        builder.Configuration.AddInMemoryCollection(values);
        return builder;
    }

    public static HostApplicationBuilder AddLayersForTest(this HostApplicationBuilder builder)
    {
        builder.AddLayers("test");
        return builder;
    }
}
