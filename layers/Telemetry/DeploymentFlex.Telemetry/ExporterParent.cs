using System.Runtime.CompilerServices;
using OpenTelemetry;

namespace DeploymentFlex.Telemetry;

/// <summary>
/// Tells an exporter that is called from within another one which provider it belongs to: it reads the resource
/// (<c>service.name</c>) from there, and OpenTelemetry has no public way to hand that on. A test holds this to the
/// OpenTelemetry version in use.
/// </summary>
internal static class ExporterParent<T>
    where T : class
{
    public static void Set(BaseExporter<T> exporter, BaseProvider? provider)
    {
        if (provider is not null && !ReferenceEquals(exporter.ParentProvider, provider))
        {
            SetParentProvider(exporter, provider);
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_ParentProvider")]
    private static extern void SetParentProvider(BaseExporter<T> exporter, BaseProvider provider);
}
