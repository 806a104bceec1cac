using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DeploymentFlex.Layers.Tests.Telemetry;

/// <summary>Listens to what a host counts of telemetry that did not reach its collector as it should.</summary>
internal sealed class CountedLoss : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _dropped;
    private long _unanswered;

    public CountedLoss(IHost host)
    {
        // Other tests' hosts count as well, under the same names.
        var meters = host.Services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Scope == meters && instrument.Meter.Name is "DeploymentFlex.Telemetry")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, count, _, _) =>
        {
            if (instrument.Name is "deploymentflex.telemetry.dropped")
            {
                Interlocked.Add(ref _dropped, count);
            }
            else if (instrument.Name is "deploymentflex.telemetry.unanswered")
            {
                Interlocked.Add(ref _unanswered, count);
            }
        });
        _listener.Start();
    }

    public long Dropped => Interlocked.Read(ref _dropped);

    public long Unanswered => Interlocked.Read(ref _unanswered);

    public void Dispose() => _listener.Dispose();
}
