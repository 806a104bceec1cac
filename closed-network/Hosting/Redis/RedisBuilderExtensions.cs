using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Redis;
using Aspire.Hosting.Utils;
using DeploymentFlex.Hosting.Servers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

/// <summary>Adds Redis servers.</summary>
public static class RedisBuilderExtensions
{
    // Aspire 13.5 chooses the same image: src/Aspire.Hosting.Redis/RedisContainerImageTags.cs.
    private const string Image = "library/redis";
    private const string Tag = "8.6";

    public static IResourceBuilder<RedisResource> AddRedis(this IDistributedApplicationBuilder builder, string name, int? port) =>
        builder.AddRedis(name, port, null);

    /// <summary>Adds a Redis server that asks for a password.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name, and that of its connection.</param>
    /// <param name="port">Its port on this machine; null for a free one.</param>
    /// <param name="password">The password; null for a generated one. Without commas: connection strings are split at them.</param>
    public static IResourceBuilder<RedisResource> AddRedis(
        this IDistributedApplicationBuilder builder, string name, int? port = null, IResourceBuilder<ParameterResource>? password = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var secret = password?.Resource
            ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-password", special: false);
        var redis = new RedisResource(name, secret);
        var check = new RedisHealthCheck(redis.PrimaryEndpoint, () => redis.PasswordParameter);
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration($"{name}_check", check, failureStatus: null, tags: null));
        return builder.AddResource(redis)
            .WithEndpoint(port, targetPort: 6379, scheme: "redis", name: RedisResource.EndpointName)
            .WithImage(Image, Tag)
            .WithImageRegistry("docker.io")
            .WithEntrypoint("/bin/sh")
            .WithEnvironment(AddPassword)
            .WithArgs(AddArguments)
            .WithHealthCheck($"{name}_check");
    }

    /// <summary>Chooses the password; null for none.</summary>
    public static IResourceBuilder<RedisResource> WithPassword(
        this IResourceBuilder<RedisResource> builder, IResourceBuilder<ParameterResource>? password)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Resource.PasswordParameter = password?.Resource;
        return builder;
    }

    /// <summary>Keeps the data in a volume, and has it written there.</summary>
    public static IResourceBuilder<RedisResource> WithDataVolume(
        this IResourceBuilder<RedisResource> builder, string? name = null, bool isReadOnly = false)
    {
        builder.WithVolume(name ?? VolumeNameGenerator.Generate(builder, "data"), "/data", isReadOnly);
        return isReadOnly ? builder : builder.WithPersistence();
    }

    /// <summary>Writes the data to disk after so much time, 60 s when null, if so many keys have changed.</summary>
    public static IResourceBuilder<RedisResource> WithPersistence(
        this IResourceBuilder<RedisResource> builder, TimeSpan? interval = null, long keysChangedThreshold = 1)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var persistence = new RedisPersistence(interval ?? TimeSpan.FromSeconds(60), keysChangedThreshold);
        return builder.WithAnnotation(persistence, ResourceAnnotationMutationBehavior.Replace);
    }

    private static void AddPassword(EnvironmentCallbackContext context)
    {
        if (((RedisResource)context.Resource).PasswordParameter is { } password)
        {
            context.EnvironmentVariables["REDIS_PASSWORD"] = password;
        }
    }

    // The password goes through the environment and a shell: arguments can be read by everyone on the machine.
    private static void AddArguments(CommandLineArgsCallbackContext context)
    {
        var redis = (RedisResource)context.Resource;
        var command = redis.PasswordParameter is null ? "redis-server" : "redis-server --requirepass $REDIS_PASSWORD";
        if (redis.TryGetLastAnnotation<RedisPersistence>(out var persistence))
        {
            command += $" --save {persistence.Interval.TotalSeconds} {persistence.KeysChanged}";
        }

        context.Args.Add("-c");
        context.Args.Add(command);
    }
}
