using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Dashboard;

/// <summary>Tells resources to send their telemetry to the dashboard; what a resource was told otherwise stays.</summary>
internal static class OtlpEnvironment
{
    // In milliseconds: what happens is to be seen soon.
    private const string Interval = "1000";

    /// <param name="resource">The resource.</param>
    /// <param name="dashboard">Where to.</param>
    /// <param name="settings">The key that the dashboard asks for.</param>
    /// <param name="instance">The second part of the resource's name on the wire.</param>
    public static void AddTo(IResource resource, DashboardResource dashboard, DashboardSettings settings, string instance) =>
        resource.Annotations.Add(new EnvironmentCallbackAnnotation(context =>
        {
            var variables = context.EnvironmentVariables;
            if (!variables.TryAdd("OTEL_EXPORTER_OTLP_ENDPOINT", dashboard.Otlp))
            {
                return;
            }

            variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc";
            variables["OTEL_EXPORTER_OTLP_HEADERS"] = $"x-otlp-api-key={settings.OtlpKey}";
            variables.TryAdd("OTEL_SERVICE_NAME", resource.Name);
            variables.TryAdd("OTEL_RESOURCE_ATTRIBUTES", $"service.instance.id={instance}");
            variables.TryAdd("OTEL_BLRP_SCHEDULE_DELAY", Interval);
            variables.TryAdd("OTEL_BSP_SCHEDULE_DELAY", Interval);
            variables.TryAdd("OTEL_METRIC_EXPORT_INTERVAL", Interval);
            variables.TryAdd("OTEL_METRICS_EXEMPLAR_FILTER", "trace_based");
        }));
}
