using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using DeploymentFlex.Layers;

namespace DeploymentFlex.Hosting.Servers;

/// <summary>Redis, as it is installed on this machine.</summary>
internal static class RedisServer
{
    public static IResourceBuilder<IResourceWithConnectionString>? AddCache(Deployment deployment, string name) =>
        Add(deployment, name, Layer.Cache, otherwise: "take Garnet, which needs no installation: Realize:Cache:Server=garnet", flush: "everysec");

    /// <summary>Adds a server that has on its disk what it acknowledged.</summary>
    public static IResourceBuilder<IResourceWithConnectionString>? AddQueue(Deployment deployment, string name) =>
        Add(deployment, name, Layer.Jobs, otherwise: "choose another realization: embedded, data or container", flush: "always");

    private static IResourceBuilder<IResourceWithConnectionString>? Add(Deployment deployment, string name, string layer, string otherwise, string flush)
    {
        if (InstalledProgram.Find("redis-server") is not { } program)
        {
            deployment.Settings.Problems.Add(
                $"Realize:{layer}: installed needs redis-server, which is not on this machine. Install it ('./flex servers install'; on Debian "
                + $"'apt-get install redis-server'), or {otherwise}.");
            return null;
        }

        var folder = new ServerFolder(Path.Combine(deployment.Settings.ServersPath, name));
        var password = deployment.Builder.AddParameter($"{name}-password", () => folder.Password, secret: true);
        var settings = Path.Combine(folder.Path, "redis.conf");
        var server = new InstalledServer(name, program, folder.Path)
        {
            ConnectionString = self => ReferenceExpression.Create($"{self.Endpoint.Property(EndpointProperty.HostAndPort)},password={password}"),
        };
        return InstalledServer.AddTo(
                deployment.Builder,
                server,
                self => new RedisHealthCheck(self.Endpoint, () => password.Resource),
                () => folder.Write("redis.conf", Settings(folder, flush)))
            .WithArgs(settings, "--port", server.Endpoint.Property(EndpointProperty.TargetPort));
    }

    // The password is in this file and on no command line.
    private static string Settings(ServerFolder folder, string flush) => $"""
        bind 127.0.0.1 -::1
        protected-mode yes
        daemonize no
        dir "{folder.Subfolder("data")}"
        appendonly yes
        appendfsync {flush}
        requirepass {folder.Password}

        """;
}
