using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace DeploymentFlex.Telemetry.Prometheus;

/// <summary>
/// Brings metrics of one name together, as the format asks. Two that have one name and differ in type can't both be told:
/// the first is.
/// </summary>
internal sealed class PrometheusFamilies
{
    private readonly Dictionary<Metric, PrometheusFamily> _known = [];
    private readonly List<(PrometheusFamily Family, Metric Metric)> _ordered = [];

    public IReadOnlyList<(PrometheusFamily Family, Metric Metric)> Order(in Batch<Metric> batch)
    {
        if (_known.Count > 2 * batch.Count)
        {
            // Instruments come and go with their meters.
            _known.Clear();
        }

        _ordered.Clear();
        foreach (var metric in batch)
        {
            if (!_known.TryGetValue(metric, out var family))
            {
                _known.Add(metric, family = PrometheusFamily.Of(metric));
            }

            _ordered.Add((family, metric));
        }

        _ordered.Sort(static (left, right) => Compare(left, right));
        var kept = 0;
        foreach (var item in _ordered.ToArray())
        {
            if (kept == 0 || _ordered[kept - 1].Family.Name != item.Family.Name || _ordered[kept - 1].Family.Type == item.Family.Type)
            {
                _ordered[kept++] = item;
            }
        }

        _ordered.RemoveRange(kept, _ordered.Count - kept);
        return _ordered;
    }

    private static int Compare((PrometheusFamily Family, Metric Metric) left, (PrometheusFamily Family, Metric Metric) right)
    {
        var byName = string.CompareOrdinal(left.Family.Name, right.Family.Name);
        var byType = byName is 0 ? string.CompareOrdinal(left.Family.Type, right.Family.Type) : byName;
        return byType is 0 ? string.CompareOrdinal(left.Metric.MeterName, right.Metric.MeterName) : byType;
    }
}
