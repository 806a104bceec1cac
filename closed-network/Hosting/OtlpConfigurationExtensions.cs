using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Sends the telemetry of resources to the dashboard.</summary>
public static class OtlpConfigurationExtensions
{
    /// <summary>Tells the resource, by OpenTelemetry's own variables, where the dashboard takes telemetry; without a dashboard, nothing.</summary>
    public static IResourceBuilder<T> WithOtlpExporter<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(new OtlpExporterAnnotation());
    }
}
