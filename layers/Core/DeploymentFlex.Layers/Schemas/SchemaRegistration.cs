using DeploymentFlex.Layers.Chains;
using DeploymentFlex.Layers.Doctor;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace DeploymentFlex.Layers.Schemas;

/// <summary>Registers the schemas of a service.</summary>
public static class SchemaRegistration
{
    /// <summary>
    /// Has the schema brought up to date before the service takes traffic where the deployment says so, as in development;
    /// elsewhere the start fails until the verb <c>migrate</c> has done it.
    /// </summary>
    public static IHostApplicationBuilder AddDatabaseSchema(
        this IHostApplicationBuilder builder, Func<IServiceProvider, IDatabaseSchema> create)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton(create);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IDeploymentCheck, SchemaCheck>());
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IServiceVerb, MigrateVerb>());
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, SchemaStartup>());
        return builder;
    }

    /// <summary>The same for the schema of a layer, whose chain says at start whether there is one.</summary>
    public static IHostApplicationBuilder AddLayerSchema<TProvider>(this IHostApplicationBuilder builder, string? use)
        where TProvider : class =>
        builder.AddDatabaseSchema(services => new ChainSchema<TProvider>(use is null
            ? services.GetRequiredService<ProviderChain<TProvider>>()
            : services.GetRequiredKeyedService<ProviderChain<TProvider>>(use)));
}
