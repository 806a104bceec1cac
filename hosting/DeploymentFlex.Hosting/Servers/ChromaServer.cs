using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace DeploymentFlex.Hosting.Servers;

/// <summary>Chroma, as npm brings it: on the path, or where <c>flex servers install</c> puts it. It asks for no password.</summary>
internal static class ChromaServer
{
    public static IResourceBuilder<IResourceWithConnectionString>? Add(Deployment deployment, string name)
    {
        if (InstalledProgram.Find("chroma", FoldersAbove(deployment.Builder.AppHostDirectory)) is not { } program)
        {
            deployment.Settings.Problems.Add(
                "Realize:Vectors: installed needs Chroma, which is not on this machine. Install it ('./flex servers install', or 'npm install -g "
                + "chromadb'), or choose another realization: embedded, container or existing.");
            return null;
        }

        var folder = new ServerFolder(Path.Combine(deployment.Settings.ServersPath, name + "-chroma"));
        var server = new InstalledServer(name, program, deployment.Builder.AppHostDirectory)
        {
            ConnectionString = static self => ReferenceExpression.Create($"http://{self.Endpoint.Property(EndpointProperty.HostAndPort)}"),
        };
        return InstalledServer.AddTo(deployment.Builder, server, static self => new ChromaHealthCheck(self.Endpoint), () => folder.Subfolder("data"))
            .WithArgs("run", "--path", Path.Combine(folder.Path, "data"), "--host", "127.0.0.1")
            .WithArgs("--port", server.Endpoint.Property(EndpointProperty.TargetPort));
    }

    private static IEnumerable<string> FoldersAbove(string folder)
    {
        for (var above = new DirectoryInfo(folder); above is not null; above = above.Parent)
        {
            yield return Path.Combine(above.FullName, ".flex", "chroma", "node_modules", ".bin");
        }
    }
}
