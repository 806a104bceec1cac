using System.Diagnostics.Metrics;
using DeploymentFlex.Services.Knowledge.Indexing;

namespace DeploymentFlex.Services.Knowledge;

/// <summary>
/// The metrics of the meter <c>DeploymentFlex.Knowledge</c>: <c>deploymentflex.knowledge.passages</c> (written),
/// <c>.indexing.duration</c> by outcome, and <c>.search.duration</c>, both in seconds.
/// </summary>
internal sealed class KnowledgeMetrics
{
    public const string MeterName = "DeploymentFlex.Knowledge";

    private readonly Counter<long> _passages;
    private readonly Histogram<double> _indexing;
    private readonly Histogram<double> _searching;

    public KnowledgeMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _passages = meter.CreateCounter<long>("deploymentflex.knowledge.passages", "{passage}", "Passages written to the index.");
        _indexing = meter.CreateHistogram<double>("deploymentflex.knowledge.indexing.duration", "s", "Time to index one evidence.");
        _searching = meter.CreateHistogram<double>("deploymentflex.knowledge.search.duration", "s", "Time to answer one search.");
    }

    public void Written(int passages) => _passages.Add(passages);

    public void Indexed(IndexOutcome outcome, TimeSpan duration) =>
        _indexing.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("outcome", Name(outcome)));

    public void Searched(TimeSpan duration) => _searching.Record(duration.TotalSeconds);

    private static string Name(IndexOutcome outcome) => outcome switch
    {
        IndexOutcome.Done => "done",
        IndexOutcome.Gone => "gone",
        _ => "superseded",
    };
}
