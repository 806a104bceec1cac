using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Dashboard;

/// <summary>The process of the Aspire dashboard; not shown among the resources of the application.</summary>
internal sealed class DashboardResource(string program)
    : ExecutableResource(ResourceName, program, Path.GetDirectoryName(program)!)
{
    public const string ResourceName = "aspire-dashboard";

    /// <summary>The endpoint that takes telemetry, OTLP over gRPC.</summary>
    public const string OtlpEndpoint = "otlp-grpc";

    public EndpointReference Page => this.GetEndpoint("http");

    public EndpointReference Otlp => this.GetEndpoint(OtlpEndpoint);
}
