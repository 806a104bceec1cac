namespace DeploymentFlex.TestSupport.Faults;

/// <summary>What came of a run, and whether all that was said in it was true.</summary>
public sealed class WorkloadReport
{
    private readonly StateWatch _shown;

    internal WorkloadReport(IReadOnlyList<OperationRecord> operations, IReadOnlyList<OutageRecord> outages, StateWatch shown)
    {
        Operations = operations;
        Outages = outages;
        _shown = shown;
    }

    public IReadOnlyList<OperationRecord> Operations { get; }

    public IReadOnlyList<OutageRecord> Outages { get; }

    /// <summary>The numbers of the operations that were acknowledged, by whomever.</summary>
    public IEnumerable<int> Acknowledged => Operations.Where(static done => done.Result is not OperationResult.Refused).Select(static done => done.Number);

    /// <summary>What one operation took at most.</summary>
    public TimeSpan Longest => Operations.Max(static done => done.Took);

    /// <summary>The time from the first operation that was refused to the end of the last.</summary>
    public TimeSpan RefusedFor
    {
        get
        {
            var refused = Operations.Where(static done => done.Result is OperationResult.Refused).ToList();
            return refused.Count == 0 ? TimeSpan.Zero : refused.Max(static done => done.Ended) - refused.Min(static done => done.Started);
        }
    }

    public int Count(OperationResult result) => Operations.Count(done => done.Result == result);

    /// <summary>What was not as it must be, a line each, the first twenty: none, in a run that passes.</summary>
    /// <param name="bound">What an operation may take.</param>
    public IReadOnlyList<string> Violations(TimeSpan bound) =>
    [
        .. Operations.Where(done => done.Took > bound).Select(done => $"{Name(done)} took longer than {bound.TotalSeconds:0.###} s")
            .Concat(Outages.SelectMany(During))
            .Concat(Whole())
            .Take(20),
    ];

    /// <summary>A line with the figures of the run.</summary>
    public override string ToString()
    {
        var outages = Outages.Select(static past =>
            $"{past.Outage.Name} for {(past.Ending - past.Began).TotalSeconds:0.00} s"
            + (past.Seen is { } seen ? $" (shown after {(seen - past.Beginning).TotalSeconds:0.00} s, back after {(past.Returned - past.Ending).TotalSeconds:0.00} s)" : ""));
        return $"{Operations.Count} operations: {Count(OperationResult.Done)} done, {Count(OperationResult.DoneElsewhere)} done elsewhere, "
            + $"{Count(OperationResult.Refused)} refused within {RefusedFor.TotalSeconds:0.00} s; longest {Longest.TotalSeconds:0.00} s; {string.Join(", ", outages)}";
    }

    private IEnumerable<string> During(OutageRecord past)
    {
        var within = Operations.Where(done => done.IsWithin(past.Began, past.Ending));
        switch (past.Outage.Effect)
        {
            case OutageEffect.Total:
                if (past.Seen is { } seen && _shown.First(degraded: false, seen, past.Ending) is { } early)
                {
                    yield return $"shown as whole at {early} while '{past.Outage.Name}'";
                }

                foreach (var done in within.Where(static done => done.Result is OperationResult.Done))
                {
                    yield return $"{Name(done)} was acknowledged for a server that is '{past.Outage.Name}'";
                }

                break;
            case OutageEffect.None:
                if (past.Seen is { } shown)
                {
                    yield return $"shown as down at {shown} while only '{past.Outage.Name}'";
                }

                foreach (var done in within.Where(static done => done.Result is not OperationResult.Done))
                {
                    yield return $"{Name(done)} was not done by a server that is only '{past.Outage.Name}'";
                }

                break;
            default:
                break;
        }
    }

    /// <summary>Before, between and after the outages.</summary>
    private IEnumerable<string> Whole()
    {
        var from = TimeSpan.Zero;
        foreach (var to in Outages.Select(static past => past.Beginning).Append(Operations.Max(static done => done.Ended)))
        {
            if (_shown.First(degraded: true, from, to) is { } down && down < to)
            {
                yield return $"shown as down at {down} while nothing was wrong";
            }

            foreach (var done in Operations.Where(done => done.IsWithin(from, to) && done.Result is not OperationResult.Done))
            {
                yield return $"{Name(done)} was not done while nothing was wrong";
            }

            from = Outages.FirstOrDefault(past => past.Beginning == to)?.Returned ?? to;
        }
    }

    private static string Name(OperationRecord done) => $"operation {done.Number} ({done.Result}, {done.Started} to {done.Ended})";
}
