using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.Layers.Isolation;
using DeploymentFlex.Layers.Providers;
using Microsoft.Extensions.Configuration;
using OpenTelemetry.Exporter;

namespace DeploymentFlex.Telemetry;

/// <summary>The collector: <c>Layers:Telemetry:otlp</c>, else OpenTelemetry's own variables (<c>OTEL_EXPORTER_OTLP_*</c>).</summary>
public sealed class OtlpSettings : INamesEndpoints
{
    /// <summary>The collector's address.</summary>
    public string? Endpoint { get; set; }

    /// <summary><c>grpc</c> or <c>http/protobuf</c>.</summary>
    public string? Protocol { get; set; }

    /// <summary>Headers as <c>name=value,name=value</c>; secret.</summary>
    public string? Headers { get; set; }

    /// <summary>The time that one export may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(2);

    IEnumerable<NamedEndpoint> INamesEndpoints.Endpoints =>
        Uri.TryCreate(Endpoint, UriKind.Absolute, out var address) && address.Host.Length > 0 ? [NamedEndpoint.From(address)] : [];

    internal Uri Address => new(Endpoint!, UriKind.Absolute);

    internal OtlpExportProtocol ExportProtocol =>
        Protocol is "http/protobuf" ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;

    /// <exception cref="SettingsException">There is no address, or a value is none of those allowed.</exception>
    internal static OtlpSettings From(ProviderContext context, IConfiguration configuration)
    {
        var settings = context.Bind<OtlpSettings>(settings =>
        {
            settings.Endpoint ??= configuration["OTEL_EXPORTER_OTLP_ENDPOINT"];
            settings.Protocol ??= configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] ?? "grpc";
            settings.Headers ??= configuration["OTEL_EXPORTER_OTLP_HEADERS"];
        });

        if (!Uri.TryCreate(settings.Endpoint, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            throw new SettingsException(
                $"{context.Settings.Path}:Endpoint: '{settings.Endpoint}' is not the http or https address of a collector. "
                + "Set it or OTEL_EXPORTER_OTLP_ENDPOINT, or take otlp out of Layers:Telemetry:Chain.");
        }

        if (settings.Protocol is not ("grpc" or "http/protobuf"))
        {
            throw new SettingsException(
                $"{context.Settings.Path}:Protocol: '{settings.Protocol}' is not known. Allowed: grpc, http/protobuf.");
        }

        return settings;
    }
}
