using Microsoft.Extensions.Options;

namespace DeploymentFlex.Layers.Health;

/// <summary>
/// The last critical errors of this process: what it logged as critical. They stay out of <c>/ready</c>, so that a fault
/// that all instances share does not drain them all.
/// </summary>
public sealed class CriticalErrors(IOptions<CriticalErrorOptions> options, TimeProvider time)
{
    /// <summary>How many are kept; the oldest goes first.</summary>
    internal const int Kept = 100;

    private readonly Lock _gate = new();
    private readonly Queue<ErrorHealth> _errors = new();

    /// <summary>Notes one. Its text is not kept: the log has that, and health is read by more people.</summary>
    /// <param name="source">Who says so: the category of a log.</param>
    /// <param name="type">The exception's type, or null.</param>
    public void Add(string source, string? type)
    {
        lock (_gate)
        {
            while (_errors.Count >= Kept)
            {
                _errors.Dequeue();
            }

            _errors.Enqueue(new ErrorHealth(time.GetUtcNow(), source, type));
        }
    }

    /// <summary>Those that still count, the newest first.</summary>
    public IReadOnlyList<ErrorHealth> Recent()
    {
        var since = time.GetUtcNow() - options.Value.Window;
        lock (_gate)
        {
            while (_errors.TryPeek(out var oldest) && oldest.At < since)
            {
                _errors.Dequeue();
            }

            return [.. _errors.Reverse()];
        }
    }

    internal string StatusOf(int count) =>
        count >= options.Value.UnhealthyFrom ? "unhealthy" : count >= options.Value.DegradedFrom ? "degraded" : "healthy";
}
