using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Azure;

/// <summary>An Azure Database for PostgreSQL, flexible server.</summary>
public class AzurePostgresFlexibleServerResource : AzureProvisioningResource, IResourceWithConnectionString
{
    private readonly Dictionary<string, string> _databases = new(StringComparer.OrdinalIgnoreCase);

    internal AzurePostgresFlexibleServerResource(string name)
        : base(name)
    {
    }

    public BicepOutputReference NameOutputReference => new("name", this);

    public ReferenceExpression HostName => ReferenceExpression.Create($"{new BicepOutputReference("hostName", this)}");

    public ReferenceExpression Host => HostName;

    public ReferenceExpression Port { get; } = ReferenceExpression.Create($"5432");

    public ReferenceExpression? UserName => UserNameParameter is { } user ? ReferenceExpression.Create($"{user}") : null;

    public ReferenceExpression? Password => PasswordParameter is { } password ? ReferenceExpression.Create($"{password}") : null;

    /// <summary>Whether a password lets in, which is in a vault, and not an identity of Azure.</summary>
    public bool UsePasswordAuthentication => Vault is not null;

    /// <summary>The databases: the name of the resource, and the name on the server.</summary>
    public IReadOnlyDictionary<string, string> Databases => _databases;

    public ReferenceExpression ConnectionStringExpression => ConnectionString(Name, null);

    public ReferenceExpression UriExpression => UserNameParameter is { } user && PasswordParameter is { } password
        ? ReferenceExpression.Create($"postgresql://{user:uri}:{password:uri}@{HostName}")
        : ReferenceExpression.Create($"postgresql://{HostName}");

    public ReferenceExpression JdbcConnectionString => Jdbc("");

    internal AzureKeyVaultResource? Vault { get; set; }

    internal ParameterResource? UserNameParameter { get; set; }

    internal ParameterResource? PasswordParameter { get; set; }

    public override string GetBicepTemplateString() => new PostgresModule(this).ToString();

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties() =>
        Properties(UriExpression, JdbcConnectionString);

    internal static string SecretOf(string resourceName) => $"connectionstrings--{resourceName}";

    internal void AddDatabase(string name, string databaseName) => _databases.Add(name, databaseName);

    // With a password, the module puts each connection string into the vault.
    internal ReferenceExpression ConnectionString(string resourceName, string? database) => (Vault, database) switch
    {
        ({ } vault, _) => ReferenceExpression.Create($"{new KeyVaultSecretReference(vault, SecretOf(resourceName))}"),
        (null, null) => ReferenceExpression.Create($"{new BicepOutputReference("connectionString", this)}"),
        _ => ReferenceExpression.Create($"{this};Database={database}"),
    };

    internal ReferenceExpression Jdbc(string path) => ReferenceExpression.Create(
        $"jdbc:postgresql://{HostName}{path}?sslmode=require&authenticationPluginClassName=com.azure.identity.extensions.jdbc.postgresql.AzurePostgresqlAuthenticationPlugin");

    internal IEnumerable<KeyValuePair<string, ReferenceExpression>> Properties(ReferenceExpression uri, ReferenceExpression jdbc)
    {
        yield return new("Host", Host);
        yield return new("Port", Port);
        yield return new("Uri", uri);
        yield return new("JdbcConnectionString", jdbc);
        if (UserName is { } user)
        {
            yield return new("Username", user);
        }

        if (Password is { } password)
        {
            yield return new("Password", password);
        }
    }
}
