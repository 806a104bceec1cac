using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace DeploymentFlex.Layers.Tests.Credentials;

/// <summary>Writes down every trace and every metric of this process, with all of their tags.</summary>
internal sealed class SignalRecorder : IDisposable
{
    private readonly ConcurrentQueue<string> _all = new();
    private readonly ActivityListener _traces;
    private readonly MeterListener _metrics = new();

    public SignalRecorder()
    {
        _traces = new ActivityListener
        {
            ShouldListenTo = static _ => true,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => _all.Enqueue(
                $"{activity.DisplayName} {activity.StatusDescription} {string.Join(' ', activity.TagObjects)} {string.Join(' ', activity.Baggage)} {string.Join(' ', activity.Events.Select(static item => item.Name + string.Join(' ', item.Tags)))}"),
        };
        ActivitySource.AddActivityListener(_traces);
        _metrics.InstrumentPublished = static (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        _metrics.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
        _metrics.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
        _metrics.Start();
    }

    public IReadOnlyCollection<string> All => _all;

    public void Dispose()
    {
        _metrics.Dispose();
        _traces.Dispose();
    }

    private void Record<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _all.Enqueue($"{instrument.Name} {value} {string.Join(' ', tags.ToArray())}");
}
