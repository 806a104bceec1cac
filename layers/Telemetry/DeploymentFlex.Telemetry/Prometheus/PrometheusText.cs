using System.Buffers;
using System.Globalization;
using System.Text;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace DeploymentFlex.Telemetry.Prometheus;

/// <summary>Prometheus' text format: https://prometheus.io/docs/instrumenting/exposition_formats/.</summary>
internal sealed class PrometheusText(IBufferWriter<byte> output)
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly PrometheusLabels _labels = new();
    private string? _described;

    /// <summary>Tells which service and instance this is.</summary>
    public void WriteTarget(Resource resource)
    {
        Write("# TYPE target_info gauge\ntarget_info{");
        var isFirst = true;
        foreach (var group in resource.Attributes.GroupBy(static attribute => PrometheusNames.Sanitize(attribute.Key), StringComparer.Ordinal))
        {
            Write(isFirst ? "" : ",");
            WriteLabel(group.Key, string.Join(';', group.Select(static attribute => attribute.Value)));
            isFirst = false;
        }

        Write("} 1\n");
    }

    /// <summary>Writes each series of a metric; metrics of one family are written one after the other.</summary>
    public void Write(PrometheusFamily family, Metric metric)
    {
        if (metric.MetricType is MetricType.ExponentialHistogram)
        {
            // The text format has no place for them, and nothing here asks for one.
            return;
        }

        Describe(family);
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            var labels = _labels.Of(metric.MeterName, point.Tags);
            if (metric.MetricType is MetricType.Histogram)
            {
                WriteHistogram(family.Name, labels, in point);
            }
            else
            {
                WriteSeries(family.Name, "", labels, ValueOf(metric.MetricType, in point));
            }
        }
    }

    private static double ValueOf(MetricType type, in MetricPoint point) => type switch
    {
        MetricType.LongSum or MetricType.LongSumNonMonotonic => point.GetSumLong(),
        MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => point.GetSumDouble(),
        MetricType.LongGauge => point.GetGaugeLastValueLong(),
        _ => point.GetGaugeLastValueDouble(),
    };

    private void Describe(PrometheusFamily family)
    {
        if (_described == family.Name)
        {
            return;
        }

        _described = family.Name;
        if (family.Description.Length > 0)
        {
            Write("# HELP ", family.Name, " ");
            Write(family.Description.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal));
            Write("\n");
        }

        Write("# TYPE ", family.Name, " ");
        Write(family.Type, "\n");
    }

    private void WriteHistogram(string name, IReadOnlyList<(string Name, string Value)> labels, in MetricPoint point)
    {
        var count = 0L;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            count += bucket.BucketCount;
            WriteStart(name, "_bucket", labels);
            Write(",le=\"");
            WriteNumber(bucket.ExplicitBound);
            Write("\"} ");
            WriteNumber(count);
            Write("\n");
        }

        WriteSeries(name, "_sum", labels, point.GetHistogramSum());
        WriteSeries(name, "_count", labels, point.GetHistogramCount());
    }

    private void WriteSeries(string name, string suffix, IReadOnlyList<(string Name, string Value)> labels, double value)
    {
        WriteStart(name, suffix, labels);
        Write("} ");
        WriteNumber(value);
        Write("\n");
    }

    private void WriteStart(string name, string suffix, IReadOnlyList<(string Name, string Value)> labels)
    {
        Write(name, suffix, "{");
        for (var i = 0; i < labels.Count; i++)
        {
            Write(i == 0 ? "" : ",");
            WriteLabel(labels[i].Name, labels[i].Value);
        }
    }

    private void WriteLabel(string name, string value)
    {
        Write(name, "=\"");
        if (value.AsSpan().IndexOfAny('\\', '"', '\n') >= 0)
        {
            value = value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        }

        Write(value, "\"");
    }

    private void WriteNumber(double value)
    {
        var word = double.IsNaN(value) ? "NaN" : double.IsPositiveInfinity(value) ? "+Inf" : double.IsNegativeInfinity(value) ? "-Inf" : null;
        if (word is not null)
        {
            Write(word);
            return;
        }

        const int longest = 32;
        value.TryFormat(output.GetSpan(longest), out var written, provider: CultureInfo.InvariantCulture);
        output.Advance(written);
    }

    private void Write(string first, string second, string third = "")
    {
        Write(first);
        Write(second);
        Write(third);
    }

    private void Write(string text) => output.Advance(Encoding.UTF8.GetBytes(text, output.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length))));
}
