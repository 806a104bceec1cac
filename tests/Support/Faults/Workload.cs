using System.Collections.Concurrent;
using System.Diagnostics;

namespace DeploymentFlex.TestSupport.Faults;

/// <summary>
/// Operations of several callers at once, with outages in between. The run is as many parts as it needs, of the same
/// number of operations each: whole, the first outage, whole, the second, and so on. A part is longer where it takes
/// longer to be seen: a total outage lasts until it is shown, and the next one begins after the return from it was shown.
/// </summary>
/// <param name="operations">How many there are, at least.</param>
/// <param name="isDegraded">What is shown of the layer, as health and readiness have it.</param>
/// <param name="operation">Does the operation of a number.</param>
public sealed class Workload(int operations, Func<bool> isDegraded, Func<int, CancellationToken, Task<OperationResult>> operation)
{
    private const int Callers = 8;

    // Operations in a row, of all kinds that there are.
    private const int Row = 16;

    // Of a caller, after an operation: as many as a machine can do would all be over before a circuit opens.
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(3);

    private readonly ConcurrentQueue<OperationRecord> _records = new();
    private readonly long _origin = Stopwatch.GetTimestamp();
    private int _next = -1;
    private volatile bool _isOver;

    private TimeSpan Now => Stopwatch.GetElapsedTime(_origin);

    /// <summary>Runs it once.</summary>
    public async Task<WorkloadReport> RunAsync(IReadOnlyList<Outage> outages, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(outages);
        await using var watch = new StateWatch(isDegraded, _origin);
        watch.Start();
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var callers = Enumerable.Range(0, Callers).Select(_ => CallAsync(broken)).ToList();
        var befallen = new List<OutageRecord>();
        try
        {
            var coming = Enumerable.Repeat(outages, LongRun.Rounds).SelectMany(static outages => outages).ToList();
            var part = (LongRun.Operations ?? operations) / ((2 * coming.Count) + 1);
            await PassAsync(part, broken.Token);
            foreach (var outage in coming)
            {
                befallen.Add(await BefallAsync(outage, part, watch, broken.Token));
            }
        }
        catch (OperationCanceledException) when (broken.IsCancellationRequested)
        {
            // A caller failed, and says below with what.
        }
        finally
        {
            _isOver = true;
        }

        await Task.WhenAll(callers);
        var report = new WorkloadReport([.. _records], befallen, watch);
        LongRun.Write(report);
        return report;
    }

    private async Task<OutageRecord> BefallAsync(Outage outage, int part, StateWatch watch, CancellationToken cancellationToken)
    {
        var beginning = Now;
        await outage.BeginAsync();
        var began = Now;
        await PassAsync(part, cancellationToken);
        if (outage.Effect is OutageEffect.Total)
        {
            await Until.TrueAsync(() => cancellationToken.IsCancellationRequested || watch.IsDegraded, $"a server that is '{outage.Name}' is shown as down");
        }

        var ending = Now;
        await outage.EndAsync(cancellationToken);
        var ended = Now;
        await Until.TrueAsync(
            () => cancellationToken.IsCancellationRequested || (!watch.IsDegraded && (outage.Effect is not OutageEffect.Partial || AllIsDoneSince(ended))),
            $"a server that was '{outage.Name}' is shown as whole");
        var returned = Now;
        await PassAsync(part, cancellationToken);
        return new OutageRecord(outage, beginning, began, watch.First(degraded: true, beginning, ending), ending, returned);
    }

    /// <summary>
    /// Whether a row of operations was done that all began after a moment. One that failed in part may not have been shown
    /// as down by then, and still fall over what it could not do before.
    /// </summary>
    private bool AllIsDoneSince(TimeSpan moment)
    {
        var row = 0;
        var before = int.MinValue;
        foreach (var number in _records.Where(done => done.Started >= moment && done.Result is OperationResult.Done).Select(static done => done.Number).Order())
        {
            row = number == before + 1 ? row + 1 : 1;
            before = number;
            if (row == Row)
            {
                return true;
            }
        }

        return false;
    }

    private Task PassAsync(int count, CancellationToken cancellationToken)
    {
        var until = _records.Count + count;
        return Until.TrueAsync(
            () => cancellationToken.IsCancellationRequested || _records.Count >= until, "a part of the operations is done", TimeSpan.FromMinutes(5));
    }

    private async Task CallAsync(CancellationTokenSource broken)
    {
        try
        {
            while (!_isOver && !broken.IsCancellationRequested)
            {
                var number = Interlocked.Increment(ref _next);
                var started = Now;
                var result = await operation(number, CancellationToken.None);
                _records.Enqueue(new OperationRecord(number, started, Now, result));
                await Task.Delay(s_pause, CancellationToken.None);
            }
        }
        catch
        {
            await broken.CancelAsync();
            throw;
        }
    }
}
