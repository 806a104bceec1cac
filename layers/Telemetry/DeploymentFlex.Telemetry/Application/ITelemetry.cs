namespace DeploymentFlex.Telemetry;

/// <summary>
/// What an application tells of its own work, in three calls. They go to the framework's meters, activities and loggers, and
/// from there wherever the deployment sends telemetry. None of them fails because a collector does.
/// </summary>
public interface ITelemetry
{
    /// <summary>Records a value of a metric; count, sum and distribution are kept of all values. Its name and tags are few: never an id.</summary>
    /// <param name="name">The metric's name, for example <c>orders.total</c>.</param>
    /// <param name="value">The value, in what unit the name says.</param>
    /// <param name="tags">What the metric is told apart by.</param>
    /// <exception cref="ArgumentException">The name is none that OpenTelemetry takes: it begins with a letter, and has letters, digits and <c>_ . - /</c>.</exception>
    void RecordMetric(string name, double value, params ReadOnlySpan<KeyValuePair<string, object?>> tags);

    /// <summary>Records that something happened: on the current trace, and as a structured line of the log.</summary>
    /// <param name="name">What happened, for example <c>order.placed</c>.</param>
    /// <param name="tags">What else is known of it.</param>
    void RecordEvent(string name, params ReadOnlySpan<KeyValuePair<string, object?>> tags);

    /// <summary>Records an error: the current trace has failed by it, it is counted and logged.</summary>
    /// <param name="error">The error.</param>
    /// <param name="isCritical">Whether the service is harmed as a whole: <c>/health</c> shows it then.</param>
    /// <param name="tags">What else is known of it.</param>
    void RecordError(Exception error, bool isCritical = false, params ReadOnlySpan<KeyValuePair<string, object?>> tags);
}
