using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace DeploymentFlex.Hosting.Servers;

/// <summary>Garnet, which speaks as Redis does: the dotnet tool garnet-server, on the path or from the repository's tool manifest.</summary>
internal static class GarnetServer
{
    private const string Tool = "garnet-server";

    public static IResourceBuilder<IResourceWithConnectionString> Add(Deployment deployment, string name)
    {
        var folder = new ServerFolder(Path.Combine(deployment.Settings.ServersPath, name + "-garnet"));
        var password = deployment.Builder.AddParameter($"{name}-password", () => folder.Password, secret: true);
        var installed = InstalledProgram.Find(Tool);
        // The manifest is found from the AppHost's folder upwards; 'dotnet tool restore' fetches what it names.
        var server = new InstalledServer(name, installed ?? "dotnet", deployment.Builder.AppHostDirectory)
        {
            ConnectionString = self => ReferenceExpression.Create($"{self.Endpoint.Property(EndpointProperty.HostAndPort)},password={password}"),
        };
        return InstalledServer.AddTo(
                deployment.Builder,
                server,
                self => new RedisHealthCheck(self.Endpoint, () => password.Resource),
                () => folder.Write("garnet.conf", Settings(folder)))
            .WithArgs(installed is null ? ["tool", "run", Tool, "--"] : [])
            .WithArgs("--config-import-path", Path.Combine(folder.Path, "garnet.conf"))
            .WithArgs("--port", server.Endpoint.Property(EndpointProperty.TargetPort));
    }

    private static string Settings(ServerFolder folder) => JsonSerializer.Serialize(new Dictionary<string, object>(StringComparer.Ordinal)
    {
        ["Address"] = "127.0.0.1",
        ["AuthenticationMode"] = "Password",
        ["Password"] = folder.Password,
        ["CheckpointDir"] = folder.Subfolder("data"),
        ["EnableAOF"] = true,
        ["Recover"] = true,
        ["EnableLua"] = true,
        // Its usual way to the disk needs libaio, which many machines lack.
        ["DeviceType"] = "RandomAccess",
    });
}
