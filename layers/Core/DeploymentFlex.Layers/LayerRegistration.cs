using System.Reflection;
using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.Layers.Doctor;
using DeploymentFlex.Layers.Health;
using DeploymentFlex.Layers.Journals;
using DeploymentFlex.Layers.Isolation;
using DeploymentFlex.Layers.Metrics;
using DeploymentFlex.Layers.Modes;
using DeploymentFlex.Layers.Providers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Layers;

/// <summary>Registers layers, so that a module asks for a contract and gets the chain that the deployment names.</summary>
public static class LayerRegistration
{
    /// <summary>
    /// Makes the deployment and the providers of all referenced assemblies known. Idempotent: every layer calls it.
    /// </summary>
    public static IHostApplicationBuilder AddLayers(this IHostApplicationBuilder builder, string service)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder.Services.Any(static item => item.ServiceType == typeof(ProviderRegistry)))
        {
            return builder;
        }

        builder.Services.AddSingleton(new DeploymentNotes(
            DeploymentConfiguration.Complete(builder.Configuration, builder.Environment.ContentRootPath)));
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(DeploymentSettings.Read(builder.Configuration, builder.Environment, service));
        var registry = ProviderAssemblies.Register(new ProviderRegistry(), Assembly.GetEntryAssembly());
        var (problems, found) = SecretSettings.Resolve(builder, service, registry);
        registry.Secrets?.Register(builder.Services);
        builder.Services.AddSingleton(registry);
        builder.AddIsolation();
        builder.Services.AddSingleton<ChainFactory>();
        builder.Services.AddSingleton<LayerMetrics>();
        builder.Services.AddSingleton<SettingReaders>();
        builder.Services.AddSingleton(services => new LayerChains(
            services, services.GetServices<LayerUse>(), new UnresolvedSecrets(problems, services.GetRequiredService<SettingReaders>()), found));
        builder.AddCriticalErrors();
        builder.Services.AddSingleton<ManagementKey>();
        builder.Services.AddSingleton<HealthReporter>();
        builder.Services.AddSingleton<LayerStartup>();
        builder.Services.AddSingleton(new SettingsCatalog(builder.Services));
        builder.Services.AddSingleton<SettingsSpelling>();
        builder.Services.AddSingleton<SettingsExam>();
        builder.Services.AddSingleton<DeploymentDoctor>();
        builder.Services.AddSingleton<IServiceVerb, DoctorVerb>();
        builder.Services.AddSingleton<IServiceVerb, JournalVerb>();
        builder.Services.AddHostedService(static services => services.GetRequiredService<LayerStartup>());
        builder.Services.AddHostedService<LayerProber>();
        return builder;
    }

    /// <summary>
    /// Registers a layer's contract, served by the chain of its settings; with a use, under that key as well as chain.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="layer">One of <see cref="Layer"/>.</param>
    /// <param name="compose">Makes the contract from the chain: which calls may fall back is decided there.</param>
    /// <param name="use">The named use, or null for the layer itself.</param>
    public static IHostApplicationBuilder AddLayer<TContract>(
        this IHostApplicationBuilder builder, string layer, Func<ProviderChain<TContract>, TContract> compose, string? use = null)
        where TContract : class => builder.AddLayer<TContract>(layer, (_, chain) => compose(chain), use);

    /// <inheritdoc cref="AddLayer{TContract}(IHostApplicationBuilder, string, Func{ProviderChain{TContract}, TContract}, string?)"/>
    /// <param name="builder">The application.</param>
    /// <param name="layer">One of <see cref="Layer"/>.</param>
    /// <param name="compose">Makes the contract from the chain, with what else the process has.</param>
    /// <param name="use">The named use, or null for the layer itself.</param>
    /// <param name="early">
    /// Whether the contract of the layer itself is made with its chain, at the start, rather than at its first use: where a start
    /// has to know what the layer keeps going with. A doctor makes it as well, so it takes nothing that a running process holds.
    /// </param>
    public static IHostApplicationBuilder AddLayer<TContract>(
        this IHostApplicationBuilder builder,
        string layer,
        Func<IServiceProvider, ProviderChain<TContract>, TContract> compose,
        string? use = null,
        bool early = false)
        where TContract : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        var known = builder.Services.Any(item => item.ServiceType == typeof(LayerUse)
            && item.ImplementationInstance is LayerUse other && other.Layer == layer && other.Use == use);
        if (known)
        {
            return builder;
        }

        if (use is null)
        {
            builder.Services.AddSingleton(services => services.GetRequiredService<ChainFactory>().Create<TContract>(layer, use: null));
            builder.Services.AddSingleton(services => compose(services, services.GetRequiredService<ProviderChain<TContract>>()));
            builder.Services.AddSingleton(new LayerUse(layer, use, services =>
            {
                if (early)
                {
                    services.GetRequiredService<TContract>();
                }

                return services.GetRequiredService<ProviderChain<TContract>>();
            }));
        }
        else
        {
            builder.Services.AddKeyedSingleton(use, (services, _) => services.GetRequiredService<ChainFactory>().Create<TContract>(layer, use));
            builder.Services.AddKeyedSingleton(use, (services, _) => compose(services, services.GetRequiredKeyedService<ProviderChain<TContract>>(use)));
            builder.Services.AddSingleton(new LayerUse(layer, use, services => services.GetRequiredKeyedService<ProviderChain<TContract>>(use)));
        }

        return builder;
    }

    private static void AddCriticalErrors(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<CriticalErrorOptions>()
            .BindConfiguration(CriticalErrorOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<CriticalErrors>();
        builder.Services.AddSingleton<ILoggerProvider, CriticalErrorLoggerProvider>();
    }

    private static void AddIsolation(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<IsolationOptions>()
            .BindConfiguration(IsolationOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<NamedEndpoints>();
        builder.Services.AddSingleton<ConnectGuard>();
        builder.Services.AddHostedService<IsolationNotice>();
        builder.Services.ConfigureHttpClientDefaults(static http => http.UseSocketsHttpHandler(static (handler, services) =>
            services.GetRequiredService<ConnectGuard>().Protect(handler)));
    }

    /// <summary>Adds providers that no referenced assembly declares: a test's, or an application's own.</summary>
    public static IServiceCollection AddProviders(this IServiceCollection services, Action<ProviderRegistry> register)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(register);
        var registry = (ProviderRegistry?)services.LastOrDefault(static item => item.ServiceType == typeof(ProviderRegistry))?.ImplementationInstance
            ?? throw new InvalidOperationException("Call AddLayers or AddServiceDefaults first.");
        register(registry);
        return services;
    }
}
