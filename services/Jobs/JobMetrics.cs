using System.Diagnostics.Metrics;
using DeploymentFlex.Jobs;

namespace DeploymentFlex.Services.Jobs;

/// <summary>
/// The metrics of the meter <c>DeploymentFlex.Jobs</c>: the counters <c>deploymentflex.jobs.enqueued</c>, <c>.completed</c>,
/// <c>.failed</c> (attempts) and <c>.dead</c>, the histogram <c>.duration</c> of attempts in seconds, all by type, and
/// the gauge <c>.queued</c> by state.
/// </summary>
internal sealed class JobMetrics
{
    public const string MeterName = "DeploymentFlex.Jobs";

    private readonly Counter<long> _enqueued;
    private readonly Counter<long> _completed;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _dead;
    private readonly Histogram<double> _duration;
    private IReadOnlyDictionary<JobState, long> _lengths = new Dictionary<JobState, long>();

    public JobMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _enqueued = meter.CreateCounter<long>("deploymentflex.jobs.enqueued", "{job}");
        _completed = meter.CreateCounter<long>("deploymentflex.jobs.completed", "{job}");
        _failed = meter.CreateCounter<long>("deploymentflex.jobs.failed", "{attempt}");
        _dead = meter.CreateCounter<long>("deploymentflex.jobs.dead", "{job}");
        _duration = meter.CreateHistogram<double>("deploymentflex.jobs.duration", "s", "The time an attempt took.");
        meter.CreateObservableGauge("deploymentflex.jobs.queued", Lengths, "{job}");
    }

    public void Enqueued(string type) => _enqueued.Add(1, TypeTag(type));

    public void Completed(string type, TimeSpan duration)
    {
        _completed.Add(1, TypeTag(type));
        _duration.Record(duration.TotalSeconds, TypeTag(type));
    }

    public void Failed(string type, TimeSpan duration, bool isDead)
    {
        _failed.Add(1, TypeTag(type));
        _duration.Record(duration.TotalSeconds, TypeTag(type));
        if (isDead)
        {
            _dead.Add(1, TypeTag(type));
        }
    }

    public void Sampled(IReadOnlyDictionary<JobState, long> lengths) => _lengths = lengths;

    private static KeyValuePair<string, object?> TypeTag(string type) => new("type", type);

    private IEnumerable<Measurement<long>> Lengths() => _lengths.Select(static pair =>
        new Measurement<long>(pair.Value, new KeyValuePair<string, object?>("state", pair.Key.ToName())));
}
