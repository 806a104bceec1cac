using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Azure;

/// <summary>One database of an Azure Database for PostgreSQL.</summary>
public class AzurePostgresFlexibleServerDatabaseResource(
    string name, string databaseName, AzurePostgresFlexibleServerResource postgresParentResource)
    : Resource(name), IResourceWithParent<AzurePostgresFlexibleServerResource>, IResourceWithConnectionString
{
    public AzurePostgresFlexibleServerResource Parent { get; } = postgresParentResource;

    /// <summary>The name on the server.</summary>
    public string DatabaseName { get; } = databaseName;

    public ReferenceExpression ConnectionStringExpression => Parent.ConnectionString(Name, DatabaseName);

    public ReferenceExpression UriExpression => ReferenceExpression.Create($"{Parent.UriExpression}/{DatabaseName:uri}");

    public ReferenceExpression JdbcConnectionString => Parent.Jdbc($"/{Uri.EscapeDataString(DatabaseName)}");

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties() =>
        [.. Parent.Properties(UriExpression, JdbcConnectionString), new("DatabaseName", ReferenceExpression.Create($"{DatabaseName}"))];
}
