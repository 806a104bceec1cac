using OpenTelemetry.Metrics;

namespace DeploymentFlex.Telemetry.Prometheus;

/// <summary>A metric's name and type for Prometheus, by https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/.</summary>
internal sealed record PrometheusFamily(string Name, string Type, string Description)
{
    private const string Total = "_total";

    private static readonly Dictionary<string, string> s_units = new(StringComparer.Ordinal)
    {
        ["d"] = "days", ["h"] = "hours", ["min"] = "minutes", ["s"] = "seconds", ["ms"] = "milliseconds", ["us"] = "microseconds", ["ns"] = "nanoseconds",
        ["By"] = "bytes", ["KiBy"] = "kibibytes", ["MiBy"] = "mebibytes", ["GiBy"] = "gibibytes", ["kBy"] = "kilobytes", ["MBy"] = "megabytes", ["GBy"] = "gigabytes",
        ["Cel"] = "celsius", ["Hz"] = "hertz", ["V"] = "volts", ["W"] = "watts", ["%"] = "percent",
    };

    public static PrometheusFamily Of(Metric metric)
    {
        var type = metric.MetricType switch
        {
            MetricType.LongSum or MetricType.DoubleSum => "counter",
            MetricType.Histogram => "histogram",
            _ => "gauge",
        };
        return new(NameOf(metric, type), type, metric.Description);
    }

    private static string NameOf(Metric metric, string type)
    {
        var name = PrometheusNames.Sanitize(metric.Name);
        if (UnitOf(metric.Unit, type) is { Length: > 0 } unit && !name.EndsWith(unit, StringComparison.Ordinal) && !name.EndsWith(unit + Total, StringComparison.Ordinal))
        {
            name = $"{name}_{unit}";
        }

        return type is "counter" && !name.EndsWith(Total, StringComparison.Ordinal) ? name + Total : name;
    }

    private static string UnitOf(string unit, string type)
    {
        // What stands in braces says what is counted, and is no unit.
        var plain = unit.IndexOf('{', StringComparison.Ordinal) is >= 0 and var brace ? unit[..brace] : unit;
        return plain.Split('/', 2) switch
        {
            ["1"] => type is "gauge" ? "ratio" : string.Empty,
            [var whole, var per] => $"{Word(whole)}_per_{Word(per).TrimEnd('s')}".TrimStart('_'),
            _ => Word(plain),
        };
    }

    private static string Word(string unit) => s_units.TryGetValue(unit, out var word) ? word : unit.Length == 0 ? unit : PrometheusNames.Sanitize(unit);
}
