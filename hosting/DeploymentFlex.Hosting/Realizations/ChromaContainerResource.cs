using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Utils;

namespace DeploymentFlex.Hosting.Realizations;

/// <summary>A Chroma server in a container. Aspire has no package for it.</summary>
internal sealed class ChromaContainerResource(string name) : ContainerResource(name), IResourceWithConnectionString
{
    private const string EndpointName = "http";

    // https://hub.docker.com/r/chromadb/chroma; it listens on 8000 and keeps its data in /data.
    private const string Image = "chromadb/chroma";
    private const string Tag = "1.0.20";
    private const int Port = 8000;

    /// <summary>Its address.</summary>
    public ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create($"{new EndpointReference(this, EndpointName).Property(EndpointProperty.Url)}");

    public static IResourceBuilder<IResourceWithConnectionString> AddTo(IDistributedApplicationBuilder builder, string name)
    {
        var server = builder.AddResource(new ChromaContainerResource(name));
        return server
            .WithImage(Image, Tag)
            .WithHttpEndpoint(targetPort: Port, name: EndpointName)
            .WithHttpHealthCheck("/api/v2/heartbeat", endpointName: EndpointName)
            .WithVolume(VolumeNameGenerator.Generate(server, "data"), "/data");
    }
}
