using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace DeploymentFlex.Hosting.Servers;

/// <summary>Redis, as it is installed on this machine.</summary>
internal static class RedisServer
{
    public static IResourceBuilder<IResourceWithConnectionString>? Add(Deployment deployment, string name)
    {
        if (InstalledProgram.Find("redis-server") is not { } program)
        {
            deployment.Settings.Problems.Add(
                "Realize:Cache: installed needs redis-server, which is not on this machine. Install it ('./flex servers install'; on Debian "
                + "'apt-get install redis-server'), or take Garnet, which needs no installation: Realize:Cache:Server=garnet.");
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
                () => folder.Write("redis.conf", Settings(folder)))
            .WithArgs(settings, "--port", server.Endpoint.Property(EndpointProperty.TargetPort));
    }

    // The password is in this file and on no command line.
    private static string Settings(ServerFolder folder) => $"""
        bind 127.0.0.1 -::1
        protected-mode yes
        daemonize no
        dir "{folder.Subfolder("data")}"
        appendonly yes
        requirepass {folder.Password}

        """;
}
