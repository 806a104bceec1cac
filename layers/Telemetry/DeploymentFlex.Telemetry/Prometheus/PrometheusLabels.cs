using System.Globalization;
using OpenTelemetry;

namespace DeploymentFlex.Telemetry.Prometheus;

/// <summary>The labels of one series. Two tags that have one name once it is one of Prometheus are one label with both values.</summary>
internal sealed class PrometheusLabels
{
    // The bucket's own label, which no tag may take.
    private const string Bound = "le";

    private const int MaxNames = 4096;

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly List<(string Name, string Value)> _labels = [];

    public IReadOnlyList<(string Name, string Value)> Of(string meter, in ReadOnlyTagCollection tags)
    {
        _labels.Clear();
        _labels.Add(("otel_scope_name", meter));
        foreach (var (key, value) in tags)
        {
            Add(NameOf(key), TextOf(value));
        }

        return _labels;
    }

    private void Add(string name, string value)
    {
        var same = _labels.FindIndex(label => label.Name == name);
        if (same < 0)
        {
            _labels.Add((name, value));
        }
        else
        {
            _labels[same] = (name, $"{_labels[same].Value};{value}");
        }
    }

    private string NameOf(string key)
    {
        if (_names.TryGetValue(key, out var name))
        {
            return name;
        }

        if (_names.Count >= MaxNames)
        {
            _names.Clear();
        }

        var sane = PrometheusNames.Sanitize(key);

        // Names with two underscores in front are Prometheus' own.
        name = sane is Bound || sane.StartsWith("__", StringComparison.Ordinal) ? $"tag_{sane.TrimStart('_')}" : sane;
        _names.Add(key, name);
        return name;
    }

    private static string TextOf(object? value) => value switch
    {
        string text => text,
        true => "true",
        false => "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty,
    };
}
