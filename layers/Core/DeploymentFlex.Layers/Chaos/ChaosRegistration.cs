using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.Layers.Modes;
using DeploymentFlex.Layers.Providers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace DeploymentFlex.Layers.Chaos;

/// <summary>The provider <c>chaos</c>, which every layer has: another provider of the layer, with faults before its calls.</summary>
internal static class ChaosRegistration
{
    public const string Name = "chaos";

    public static ProviderDescriptor Of<TContract>(string layer)
        where TContract : class => new(layer, Name, typeof(TContract), new Promise(Durability.None, Reach.Process), static (services, context) =>
        {
            var options = context.Bind<ChaosOptions>();
            var inner = Behind(services.GetRequiredService<ProviderRegistry>(), context, options.Around);
            var provider = (TContract)inner.Create(services, context with
            {
                Name = inner.Name,
                Settings = services.GetRequiredService<IConfiguration>().GetSection($"Layers:{context.Layer}:{inner.Name}"),
            });
            return new ChaosFaults(options, services.GetRequiredService<TimeProvider>()).Around(provider);
        });

    private static ProviderDescriptor Behind(ProviderRegistry registry, ProviderContext context, string? around)
    {
        var name = around ?? (ModeDefaults.ChainOf(DeploymentMode.Development, context.Layer, context.Use) is [var usual, ..] ? usual : null);
        return (name is Name or null ? null : registry.Find(context.Layer, name)) ?? throw new SettingsException(
            $"{context.Settings.Path}:Around: '{name}' is no provider that chaos can stand before. Known: {string.Join(", ", registry.NamesOf(context.Layer).Where(static known => known is not Name))}.");
    }
}
