using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace DeploymentFlex.Hosting.Realizations;

/// <summary>One PostgreSQL container with pgvector, which data and vectors share.</summary>
internal static class PostgresContainer
{
    /// <summary>The database's name on the server.</summary>
    public const string Database = "deploymentflex";

    private const string ServerName = "postgres";

    public static IResourceBuilder<IResourceWithConnectionString> AddDatabase(Deployment deployment, string name) =>
        Server(deployment.Builder).AddDatabase(name, Database);

    private static IResourceBuilder<PostgresServerResource> Server(IDistributedApplicationBuilder builder) =>
        builder.Resources.OfType<PostgresServerResource>().FirstOrDefault(static server => server.Name == ServerName) is { } there
            ? builder.CreateResourceBuilder(there)
            : builder.AddPostgres(ServerName)
                .WithImage("pgvector/pgvector", "pg17")
                .WithDataVolume()
                .WithEnvironment("POSTGRES_DB", Database);
}
