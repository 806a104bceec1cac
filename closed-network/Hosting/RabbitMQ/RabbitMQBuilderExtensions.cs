using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Utils;
using DeploymentFlex.Hosting.Servers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

/// <summary>Adds RabbitMQ servers.</summary>
public static class RabbitMQBuilderExtensions
{
    // Aspire 13.5 chooses the same image: src/Aspire.Hosting.RabbitMQ/RabbitMQContainerImageTags.cs.
    private const string Image = "library/rabbitmq";
    private const string Tag = "4.3";

    /// <summary>Adds a RabbitMQ server.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name, and that of its connection.</param>
    /// <param name="userName">The user's name; null for <c>guest</c>.</param>
    /// <param name="password">Its password; null for a generated one.</param>
    /// <param name="port">The server's port on this machine; null for a free one.</param>
    public static IResourceBuilder<RabbitMQServerResource> AddRabbitMQ(
        this IDistributedApplicationBuilder builder,
        string name,
        IResourceBuilder<ParameterResource>? userName = null,
        IResourceBuilder<ParameterResource>? password = null,
        int? port = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var secret = password?.Resource
            ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-password", special: false);
        var server = new RabbitMQServerResource(name, userName?.Resource, secret);
        var check = new RabbitMqHealthCheck(server.PrimaryEndpoint);
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration($"{name}_check", check, failureStatus: null, tags: null));
        return builder.AddResource(server)
            .WithImage(Image, Tag)
            .WithImageRegistry("docker.io")
            .WithEndpoint(port, targetPort: 5672, name: RabbitMQServerResource.EndpointName)
            .WithEnvironment(context =>
            {
                context.EnvironmentVariables["RABBITMQ_DEFAULT_USER"] = server.UserNameReference;
                context.EnvironmentVariables["RABBITMQ_DEFAULT_PASS"] = server.PasswordParameter;
            })
            .WithHealthCheck($"{name}_check");
    }

    /// <summary>Keeps the data in a volume. It is found again under the node's name, which therefore stays the same.</summary>
    public static IResourceBuilder<RabbitMQServerResource> WithDataVolume(
        this IResourceBuilder<RabbitMQServerResource> builder, string? name = null, bool isReadOnly = false) =>
        builder.WithVolume(name ?? VolumeNameGenerator.Generate(builder, "data"), "/var/lib/rabbitmq", isReadOnly)
            .WithEnvironment(context =>
            {
                if (context.ExecutionContext.IsRunMode)
                {
                    context.EnvironmentVariables["RABBITMQ_NODENAME"] = $"{context.Resource.Name}@localhost";
                }
            });
}
