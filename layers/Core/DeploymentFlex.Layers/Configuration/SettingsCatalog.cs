using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace DeploymentFlex.Layers.Configuration;

/// <summary>The sections that this process binds options from, with the names in each: options say theirs in a constant <c>Section</c>.</summary>
internal sealed class SettingsCatalog(IServiceCollection services)
{
    /// <summary>The names of the settings, by section.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Sections()
    {
        var sections = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase)
        {
            ["Deployment"] = ["Mode", "DataPath", "MigrateAtStart"],
            ["Management"] = ["ApiKey", "Enabled"],
            ["Metrics"] = ["Enabled"],
        };
        foreach (var options in services.Select(static item => item.ServiceType)
            .Where(static type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IOptionsChangeTokenSource<>))
            .Select(static type => type.GetGenericArguments()[0]))
        {
            if (options.GetField("Section", BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)?.GetRawConstantValue() is string section)
            {
                sections[section] = NamesOf(options);
            }
        }

        return sections;
    }

    /// <summary>The names of the settings that an options class takes.</summary>
    public static IReadOnlyList<string> NamesOf(Type options) =>
        [.. options.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(static property => property.SetMethod is not null).Select(static property => property.Name)];
}
