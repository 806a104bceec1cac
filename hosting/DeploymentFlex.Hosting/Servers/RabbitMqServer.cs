using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace DeploymentFlex.Hosting.Servers;

/// <summary>RabbitMQ, as it is installed on this machine: one node, with a port mapper of its own.</summary>
internal static class RabbitMqServer
{
    private const string User = "flex";

    // Debian's command on the path becomes another account and keeps its data elsewhere; the program itself is off the path.
    private const string DebianFolder = "/usr/lib/rabbitmq/lib";

    public static IResourceBuilder<IResourceWithConnectionString>? Add(Deployment deployment, string name)
    {
        if (FindProgram() is not { } program || InstalledProgram.Find("epmd") is not { } mapper)
        {
            deployment.Settings.Problems.Add(
                "Realize:Jobs: installed needs RabbitMQ, which is not on this machine. Install it ('./flex servers install'; on Debian "
                + "'apt-get install rabbitmq-server'), or take Redis: Realize:Jobs:Server=redis.");
            return null;
        }

        var folder = new ServerFolder(Path.Combine(deployment.Settings.ServersPath, name + "-rabbitmq"));
        var password = deployment.Builder.AddParameter($"{name}-password", () => folder.Password, secret: true);
        var server = new InstalledServer(name, "/bin/sh", folder.Path)
        {
            ConnectionString = self => ReferenceExpression.Create($"amqp://{User}:{password}@{self.Endpoint.Property(EndpointProperty.HostAndPort)}/"),
        };
        return InstalledServer.AddTo(deployment.Builder, server, static self => new RabbitMqHealthCheck(self.Endpoint), () => Prepare(folder))
            .WithEndpoint(name: "node", scheme: "tcp")
            .WithEndpoint(name: "mapper", scheme: "tcp")
            .WithArgs(Path.Combine(folder.Path, "rabbitmq.sh"), program, mapper, folder.Path)
            .WithArgs(server.Endpoint.Property(EndpointProperty.TargetPort))
            .WithArgs(new EndpointReference(server, "node").Property(EndpointProperty.TargetPort))
            .WithArgs(new EndpointReference(server, "mapper").Property(EndpointProperty.TargetPort));
    }

    private static string? FindProgram() => OperatingSystem.IsWindows() || !Directory.Exists(DebianFolder)
        ? null
        : Directory.GetDirectories(DebianFolder, "rabbitmq_server-*").Order(StringComparer.Ordinal)
            .Select(static folder => Path.Combine(folder, "sbin", "rabbitmq-server")).LastOrDefault(File.Exists);

    // The password is in this file and on no command line.
    private static void Prepare(ServerFolder folder)
    {
        using var script = new StreamReader(typeof(RabbitMqServer).Assembly.GetManifestResourceStream("rabbitmq.sh")!);
        folder.Write("rabbitmq.sh", script.ReadToEnd());
        folder.Write("plugins", "[].");
        folder.Write("environment", "");
        folder.Write(
            "rabbit.conf",
            $"""
             default_user = {User}
             default_pass = {folder.Password}
             log.console = true
             log.file = false

             """);
    }
}
