namespace Aspire.Hosting.ApplicationModel;

/// <summary>Says that a resource sends telemetry.</summary>
public class OtlpExporterAnnotation : IResourceAnnotation;
