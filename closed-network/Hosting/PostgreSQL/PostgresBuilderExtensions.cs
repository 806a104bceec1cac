using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Utils;
using DeploymentFlex.Hosting.Servers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

/// <summary>Adds PostgreSQL servers and databases.</summary>
public static class PostgresBuilderExtensions
{
    // Aspire 13.5 chooses the same image: src/Aspire.Hosting.PostgreSQL/PostgresContainerImageTags.cs.
    private const string Image = "library/postgres";
    private const string Tag = "18.3";

    /// <summary>Adds a PostgreSQL server.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="userName">The superuser's name; null for <c>postgres</c>.</param>
    /// <param name="password">Its password; null for a generated one.</param>
    /// <param name="port">The server's port on this machine; null for a free one.</param>
    public static IResourceBuilder<PostgresServerResource> AddPostgres(
        this IDistributedApplicationBuilder builder,
        string name,
        IResourceBuilder<ParameterResource>? userName = null,
        IResourceBuilder<ParameterResource>? password = null,
        int? port = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var secret = password?.Resource ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-password");
        var server = new PostgresServerResource(name, userName?.Resource, secret);
        var check = new PostgresHealthCheck(server.PrimaryEndpoint);
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration($"{name}_check", check, failureStatus: null, tags: null));
        return builder.AddResource(server)
            .WithHealthCheck($"{name}_check")
            .WithEndpoint(port, targetPort: 5432, name: PostgresServerResource.EndpointName)
            .WithImage(Image, Tag)
            .WithImageRegistry("docker.io")
            .WithEnvironment("POSTGRES_HOST_AUTH_METHOD", "scram-sha-256")
            .WithEnvironment("POSTGRES_INITDB_ARGS", "--auth-host=scram-sha-256 --auth-local=scram-sha-256")
            .WithEnvironment(context =>
            {
                context.EnvironmentVariables["POSTGRES_USER"] = server.UserNameReference;
                context.EnvironmentVariables["POSTGRES_PASSWORD"] = server.PasswordParameter;
            });
    }

    /// <summary>Adds a database; its name on the server is the resource's unless another is given.</summary>
    public static IResourceBuilder<PostgresDatabaseResource> AddDatabase(
        this IResourceBuilder<PostgresServerResource> builder, string name, string? databaseName = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var database = new PostgresDatabaseResource(name, databaseName ?? name, builder.Resource);
        var added = builder.ApplicationBuilder.AddResource(database);
        builder.Resource.AddDatabase(name, database.DatabaseName);
        return added;
    }

    /// <summary>Keeps the data in a volume. Where it lies depends on the image's version: choose the image first.</summary>
    public static IResourceBuilder<PostgresServerResource> WithDataVolume(
        this IResourceBuilder<PostgresServerResource> builder, string? name = null, bool isReadOnly = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithVolume(name ?? VolumeNameGenerator.Generate(builder, "data"), DataFolder(builder.Resource), isReadOnly);
    }

    /// <summary>Chooses the superuser's password.</summary>
    public static IResourceBuilder<PostgresServerResource> WithPassword(
        this IResourceBuilder<PostgresServerResource> builder, IResourceBuilder<ParameterResource> password)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(password);
        builder.Resource.PasswordParameter = password.Resource;
        return builder;
    }

    // From version 18 on the official image keeps the data in a folder that is named after the version.
    private static string DataFolder(PostgresServerResource server) =>
        server.TryGetLastAnnotation<ContainerImageAnnotation>(out var image)
        && int.TryParse(string.Concat((image.Tag ?? Tag).TakeWhile(char.IsAsciiDigit)), out var version) && version >= 18
            ? "/var/lib/postgresql"
            : "/var/lib/postgresql/data";
}
