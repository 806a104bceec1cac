using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Azure;

namespace Aspire.Hosting;

/// <summary>Adds Azure Databases for PostgreSQL.</summary>
public static class AzurePostgresExtensions
{
    public static IResourceBuilder<AzurePostgresFlexibleServerResource> AddAzurePostgresFlexibleServer(
        this IDistributedApplicationBuilder builder, string name)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return AzurePublishing.Publish(builder.AddResource(new AzurePostgresFlexibleServerResource(name)));
    }

    /// <summary>Adds a database; its name on the server is the resource's unless another is given.</summary>
    public static IResourceBuilder<AzurePostgresFlexibleServerDatabaseResource> AddDatabase(
        this IResourceBuilder<AzurePostgresFlexibleServerResource> builder, string name, string? databaseName = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var database = new AzurePostgresFlexibleServerDatabaseResource(name, databaseName ?? name, builder.Resource);
        var added = builder.ApplicationBuilder.AddResource(database);
        builder.Resource.AddDatabase(name, database.DatabaseName);
        return added;
    }

    /// <summary>Lets in by name and password, generated when null; connection strings are kept in a Key Vault of their own, <c>name-kv</c>.</summary>
    public static IResourceBuilder<AzurePostgresFlexibleServerResource> WithPasswordAuthentication(
        this IResourceBuilder<AzurePostgresFlexibleServerResource> builder,
        IResourceBuilder<ParameterResource>? userName = null,
        IResourceBuilder<ParameterResource>? password = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var application = builder.ApplicationBuilder;
        var server = builder.Resource;
        var vault = application.AddAzureKeyVault($"{server.Name}-kv").WithParentRelationship(server).Resource;
        server.Vault = vault;
        server.UserNameParameter = userName?.Resource ?? ParameterResourceBuilderExtensions.CreateGeneratedParameter(
            application, $"{server.Name}-username", secret: false, new GenerateParameterDefault { MinLength = 10, Numeric = false, Special = false });
        server.PasswordParameter = password?.Resource
            ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(application, $"{server.Name}-password");
        server.Parameters["administratorLogin"] = server.UserNameParameter;
        server.Parameters["administratorLoginPassword"] = server.PasswordParameter;
        server.Parameters[$"{vault.BicepName}_outputs_name"] = vault.NameOutputReference;
        return builder;
    }
}
