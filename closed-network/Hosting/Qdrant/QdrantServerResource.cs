namespace Aspire.Hosting.ApplicationModel;

/// <summary>A Qdrant server in a container.</summary>
public class QdrantServerResource(string name, ParameterResource apiKey) : ContainerResource(name), IResourceWithConnectionString
{
    internal const string GrpcEndpointName = "grpc";
    internal const string HttpEndpointName = "http";

    public ParameterResource ApiKeyParameter { get; } = apiKey;

    /// <summary>Where it speaks gRPC.</summary>
    public EndpointReference PrimaryEndpoint => new(this, GrpcEndpointName);

    public EndpointReference HttpEndpoint => new(this, HttpEndpointName);

    public EndpointReferenceExpression GrpcHost => PrimaryEndpoint.Property(EndpointProperty.Host);

    public EndpointReferenceExpression GrpcPort => PrimaryEndpoint.Property(EndpointProperty.Port);

    public EndpointReferenceExpression HttpHost => HttpEndpoint.Property(EndpointProperty.Host);

    public EndpointReferenceExpression HttpPort => HttpEndpoint.Property(EndpointProperty.Port);

    /// <summary>For gRPC: <c>Endpoint=http://…;Key=…</c>.</summary>
    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"Endpoint={UriExpression};Key={ApiKeyParameter}");

    public ReferenceExpression HttpConnectionStringExpression => ReferenceExpression.Create($"Endpoint={HttpUriExpression};Key={ApiKeyParameter}");

    public ReferenceExpression UriExpression => ReferenceExpression.Create($"{PrimaryEndpoint.Property(EndpointProperty.Url)}");

    public ReferenceExpression HttpUriExpression => ReferenceExpression.Create($"{HttpEndpoint.Property(EndpointProperty.Url)}");

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties()
    {
        yield return new("GrpcHost", ReferenceExpression.Create($"{GrpcHost}"));
        yield return new("GrpcPort", ReferenceExpression.Create($"{GrpcPort}"));
        yield return new("HttpHost", ReferenceExpression.Create($"{HttpHost}"));
        yield return new("HttpPort", ReferenceExpression.Create($"{HttpPort}"));
        yield return new("ApiKey", ReferenceExpression.Create($"{ApiKeyParameter}"));
        yield return new("Uri", UriExpression);
        yield return new("HttpUri", HttpUriExpression);
    }
}
