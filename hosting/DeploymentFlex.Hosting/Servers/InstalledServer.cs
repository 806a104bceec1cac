using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DeploymentFlex.Hosting.Servers;

/// <summary>A server of this machine, run as a child process of the AppHost.</summary>
internal sealed class InstalledServer(string name, string command, string folder)
    : ExecutableResource(name, command, folder), IResourceWithConnectionString
{
    /// <summary>The name of the endpoint that clients connect to.</summary>
    public const string EndpointName = "tcp";

    public EndpointReference Endpoint => new(this, EndpointName);

    public required Func<InstalledServer, ReferenceExpression> ConnectionString { private get; init; }

    public ReferenceExpression ConnectionStringExpression => ConnectionString(this);

    /// <summary>Adds the server with its endpoint and health check, and prepares its folder before each start.</summary>
    public static IResourceBuilder<InstalledServer> AddTo(
        IDistributedApplicationBuilder builder, InstalledServer server, Func<InstalledServer, IHealthCheck> check, Action prepare)
    {
        var key = $"{server.Name}_check";
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(key, check(server), failureStatus: null, tags: null));
        builder.Eventing.Subscribe<BeforeResourceStartedEvent>(server, (_, _) =>
        {
            prepare();
            return Task.CompletedTask;
        });
        return builder.AddResource(server).WithEndpoint(name: EndpointName, scheme: "tcp").WithHealthCheck(key).ExcludeFromManifest();
    }
}
