using System.Collections.Concurrent;
using OpenTelemetry;

namespace DeploymentFlex.Conformance.Telemetry;

/// <summary>Hands over each batch, and keeps what came of it.</summary>
internal sealed class ForwardingExporter<T>(Action<Batch<T>, BaseProvider?> export, ConcurrentQueue<Exception> failures) : BaseExporter<T>
    where T : class
{
    public override ExportResult Export(in Batch<T> batch)
    {
        try
        {
            export(batch, ParentProvider);
            return ExportResult.Success;
        }
#pragma warning disable CA1031 // Whatever it is, the test looks at it.
        catch (Exception error)
#pragma warning restore CA1031
        {
            failures.Enqueue(error);
            return ExportResult.Failure;
        }
    }
}
