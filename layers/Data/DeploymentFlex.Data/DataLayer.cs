using DeploymentFlex.Data.Outbox;
using DeploymentFlex.Data.Schema;
using DeploymentFlex.Data.Text;
using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Schemas;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace DeploymentFlex.Data;

/// <summary>Registers the data layer for a service.</summary>
public static class DataLayer
{
    /// <summary>
    /// Registers <see cref="IDatabase{TContext}"/>. Its migrations are applied before the service takes traffic in
    /// development; elsewhere the start fails until the verb <c>migrate</c> has applied them.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The database's name, for example <c>cases</c>.</param>
    public static IHostApplicationBuilder AddDatabase<TContext>(this IHostApplicationBuilder builder, string name)
        where TContext : ServiceDbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        builder.AddLayer<IDataProvider>(Layer.Data, static chain => chain.Primary);
        builder.Services.AddSingleton(services => services.GetRequiredService<IDataProvider>().Open<TContext>(name));
        builder.Services.AddSingleton<OutboxSignal<TContext>>();
        builder.Services.AddSingleton<IDatabase<TContext>, Database<TContext>>();
        return builder.AddDatabaseSchema(services =>
            new DatabaseSchema<TContext>(name, services.GetRequiredService<IServiceDatabase<TContext>>()));
    }

    /// <summary>The schema of a database that is not a service's own, such as a provider's of another layer.</summary>
    public static IDatabaseSchema SchemaOf<TContext>(string name, IServiceDatabase<TContext> database)
        where TContext : ServiceDbContext => new DatabaseSchema<TContext>(name, database);

    /// <summary>Delivers what the context's writes posted, with the HTTP client named <see cref="OutboxOptions.Client"/>.</summary>
    public static IHostApplicationBuilder AddOutbox<TContext>(this IHostApplicationBuilder builder)
        where TContext : ServiceDbContext
    {
        RequireDatabase<TContext>(builder);
        builder.Services.AddHttpClient(OutboxOptions.Client);
        builder.Services.AddOptions<OutboxOptions>()
            .BindConfiguration(OutboxOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.TryAddSingleton<OutboxDelivery>();
        builder.Services.AddHostedService<OutboxRelay<TContext>>();
        return builder;
    }

    /// <summary>Registers <see cref="ITextIndex"/> for a context whose migrations create one.</summary>
    public static IHostApplicationBuilder AddTextIndex<TContext>(this IHostApplicationBuilder builder)
        where TContext : ServiceDbContext
    {
        RequireDatabase<TContext>(builder);
        builder.Services.TryAddSingleton(static services => services.GetRequiredService<IDataProvider>().TextIndex);
        return builder;
    }

    private static void RequireDatabase<TContext>(IHostApplicationBuilder builder)
        where TContext : ServiceDbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (!builder.Services.Any(static item => item.ServiceType == typeof(IDatabase<TContext>)))
        {
            throw new InvalidOperationException($"Call AddDatabase<{typeof(TContext).Name}> first.");
        }
    }
}
