using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace DeploymentFlex.Telemetry.Application;

/// <inheritdoc cref="ITelemetry"/>
internal sealed partial class ApplicationTelemetry : ITelemetry
{
    public const string MeterName = "DeploymentFlex.Application";

    // An instrument lives as long as its meter: names from data must not fill the memory.
    private const int MaxMetrics = 500;

    private readonly ConcurrentDictionary<string, Histogram<double>> _metrics = new(StringComparer.Ordinal);
    private readonly Meter _meter;
    private readonly Counter<long> _errors;
    private readonly ILogger _logger;
    private int _tooMany;

    public ApplicationTelemetry(IMeterFactory meters, ILogger<ApplicationTelemetry> logger)
    {
        _meter = meters.Create(MeterName);
        _errors = _meter.CreateCounter<long>("deploymentflex.errors", "{error}", "Errors that the application recorded.");
        _logger = logger;
    }

    public void RecordMetric(string name, double value, params ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (_metrics.TryGetValue(name, out var metric))
        {
            metric.Record(value, tags);
        }
        else if (!MetricName().IsMatch(name))
        {
            throw new ArgumentException($"'{name}' is no name of a metric: it begins with a letter, and has letters, digits, '_', '.', '-' and '/', 255 at most.", nameof(name));
        }
        else if (_metrics.Count < MaxMetrics)
        {
            _metrics.GetOrAdd(name, static (name, meter) => meter.CreateHistogram<double>(name), _meter).Record(value, tags);
        }
        else if (Interlocked.Exchange(ref _tooMany, 1) == 0)
        {
            LogTooMany(_logger, MaxMetrics, name);
        }
    }

    public void RecordEvent(string name, params ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Activity.Current?.AddEvent(new ActivityEvent(name, tags: ToActivity(tags)));
        Log(LogLevel.Information, name, error: null, tags);
    }

    public void RecordError(Exception error, bool isCritical = false, params ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        ArgumentNullException.ThrowIfNull(error);
        var type = error.GetType().Name;
        if (Activity.Current is { } activity)
        {
            activity.AddException(error, new TagList(tags));
            activity.SetStatus(ActivityStatusCode.Error, type);
        }

        _errors.Add(1, new KeyValuePair<string, object?>("error.type", type), new KeyValuePair<string, object?>("critical", isCritical));
        Log(isCritical ? LogLevel.Critical : LogLevel.Error, type, error, tags);
    }

    private static ActivityTagsCollection ToActivity(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var collection = new ActivityTagsCollection();
        foreach (var (key, value) in tags)
        {
            collection[key] = value;
        }

        return collection;
    }

    // What the tags are is known at run time alone, so that no message can be generated for them.
    private void Log(LogLevel level, string name, Exception? error, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (_logger.IsEnabled(level))
        {
            _logger.Log(level, new EventId(0, name), new TaggedEvent(name, tags), error, static (state, _) => state.ToString());
        }
    }

    // By https://opentelemetry.io/docs/specs/otel/metrics/api/#instrument-name-syntax; an instrument of another name is left out there without a word.
    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_./-]{0,254}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MetricName();

    [LoggerMessage(1, LogLevel.Warning, "There are {Max} metrics of RecordMetric already; '{Name}' and further new ones are left out. Put what differs from call to call into tags")]
    private static partial void LogTooMany(ILogger logger, int max, string name);
}
