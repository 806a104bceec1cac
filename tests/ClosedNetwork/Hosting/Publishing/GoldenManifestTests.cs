using System.Text.Json.Nodes;
using Aspire.Hosting.ApplicationModel;
using DeploymentFlex.Conformance.Manifests;

namespace Aspire.Hosting.Tests.Publishing;

/// <summary>Each statement gives the manifest that Aspire's own libraries gave for it.</summary>
public sealed class GoldenManifestTests : IDisposable
{
    private readonly PublishedApplication _application = new();

    private IDistributedApplicationBuilder Builder => _application.Builder;

    [Fact]
    public Task Project()
    {
        _application.AddService().WithExternalHttpEndpoints().WithHttpHealthCheck("/health");
        return EqualsAsync("project");
    }

    [Fact]
    public Task Project_references()
    {
        var cases = _application.AddService("cases").WithHttpHealthCheck("/health");
        _application.AddService("gateway")
            .WithReference(cases)
            .WaitFor(cases)
            .WithExternalHttpEndpoints()
            .WithEnvironment("DEPLOYMENT_MODE", "saas")
            .WithArgs("--verbose")
            .WithReplicas(2);
        return EqualsAsync("project-references");
    }

    [Fact]
    public Task Project_endpoint()
    {
        Builder.AddProject("svc", "../Svc/Svc.csproj", launchProfileName: null)
            .WithHttpEndpoint(name: "http", env: "PORT")
            .WithHttpsEndpoint();
        return EqualsAsync("project-endpoint");
    }

    [Fact]
    public Task Redis()
    {
        _application.AddService().WithReference(Builder.AddRedis("cache"));
        return EqualsAsync("redis");
    }

    [Fact]
    public Task Redis_volume()
    {
        _application.AddService().WithReference(Builder.AddRedis("cache").WithDataVolume("cache-data").WithPersistence());
        return EqualsAsync("redis-volume");
    }

    [Fact]
    public Task Postgres()
    {
        _application.AddService().WithReference(Builder.AddPostgres("postgres").AddDatabase("data"));
        return EqualsAsync("postgres");
    }

    [Fact]
    public Task Postgres_volume()
    {
        var server = Builder.AddPostgres("postgres", Builder.AddParameter("pg-user"), Builder.AddParameter("pg-password", secret: true))
            .WithDataVolume("pg-data")
            .WithImage("pgvector/pgvector", "pg17");
        _application.AddService().WithReference(server.AddDatabase("data", "deploymentflex"));
        return EqualsAsync("postgres-volume");
    }

    [Fact]
    public Task Qdrant()
    {
        _application.AddService().WithReference(Builder.AddQdrant("vectors").WithDataVolume("vectors-data"));
        return EqualsAsync("qdrant");
    }

    [Fact]
    public Task Rabbitmq()
    {
        _application.AddService().WithReference(Builder.AddRabbitMQ("queue"));
        return EqualsAsync("rabbitmq");
    }

    [Fact]
    public Task Container()
    {
        Builder.AddContainer("files", "chrislusf/seaweedfs", "3.80")
            .WithHttpEndpoint(targetPort: 8333, name: "s3")
            .WithArgs("server", "-s3")
            .WithVolume("files-data", "/data")
            .WithBindMount("./s3.json", "/etc/s3.json", isReadOnly: true)
            .WithEnvironment("TZ", "UTC")
            .WithEntrypoint("weed");
        return EqualsAsync("container");
    }

    [Fact]
    public Task Parameter()
    {
        _application.AddService()
            .WithEnvironment("REGION", Builder.AddParameter("region"))
            .WithEnvironment("API_KEY", Builder.AddParameter("api-key", secret: true));
        return EqualsAsync("parameter");
    }

    [Fact]
    public Task Parameter_default()
    {
        var bucket = Builder.AddParameter("bucket", "evidence", publishValueAsDefault: true);
        var token = Builder.AddParameter("token", new GenerateParameterDefault { MinLength = 32, Special = false }, secret: true);
        _application.AddService().WithEnvironment("BUCKET", bucket).WithEnvironment("TOKEN", token);
        return EqualsAsync("parameter-default");
    }

    [Fact]
    public Task Connection_string()
    {
        _application.AddService().WithReference(Builder.AddConnectionString("vectors"));
        return EqualsAsync("connection-string");
    }

    [Fact]
    public Task Executable()
    {
        Builder.AddExecutable("tool", "tool", ".", "--serve").WithHttpEndpoint(env: "PORT");
        return EqualsAsync("executable");
    }

    [Fact]
    public Task Azure_key_vault()
    {
        _application.AddService().WithReference(Builder.AddAzureKeyVault("credentials"));
        return EqualsAsync("azure-key-vault");
    }

    [Fact]
    public Task Azure_postgres_password()
    {
        _application.AddService().WithReference(
            Builder.AddAzurePostgresFlexibleServer("postgres").WithPasswordAuthentication().AddDatabase("data"));
        return EqualsAsync("azure-postgres-password");
    }

    [Fact]
    public Task Azure_managed_redis()
    {
        _application.AddService().WithReference(Builder.AddAzureManagedRedis("cache"));
        return EqualsAsync("azure-managed-redis");
    }

    [Fact]
    public Task Azure_blobs()
    {
        _application.AddService().WithReference(Builder.AddAzureStorage("storage").AddBlobs("files"));
        return EqualsAsync("azure-blobs");
    }

    public void Dispose() => _application.Dispose();

    private async Task EqualsAsync(string name)
    {
        var written = await _application.PublishAsync();

        var golden = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Publishing", "Golden", $"{name}.json")))!;
        JsonNode.DeepEquals(written, golden).ShouldBeTrue($"Written: {written}{Environment.NewLine}Golden: {golden}");
        ManifestSchema.ProblemsOf(written).ShouldBeEmpty();
    }
}
