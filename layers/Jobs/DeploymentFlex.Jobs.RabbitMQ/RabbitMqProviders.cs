using DeploymentFlex.Jobs.RabbitMQ;
using DeploymentFlex.Layers;
using DeploymentFlex.Layers.Providers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

[assembly: ProviderModule<RabbitMqProviders>]

namespace DeploymentFlex.Jobs.RabbitMQ;

/// <summary>The jobs provider <c>rabbitmq</c>.</summary>
public sealed class RabbitMqProviders : IProviderModule
{
    public static void AddProviders(ProviderRegistry registry)
    {
        ArgumentNullException.ThrowIfNull(registry);
        registry.Add<IJobQueue>(Layer.Jobs, "rabbitmq", new Promise(Durability.Disk, Reach.Cluster), static (services, context) =>
        {
            var options = context.Bind<RabbitMqOptions>(options =>
                options.Url ??= services.GetRequiredService<IConfiguration>().GetConnectionString("queue"));
            return new RabbitMqJobQueue(options, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<RabbitMqJobQueue>>());
        });
    }
}
