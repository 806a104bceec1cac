using System.Collections.Concurrent;
using System.Diagnostics;
using DeploymentFlex.Jobs;
using DeploymentFlex.TestSupport;
using DeploymentFlex.TestSupport.Faults;

namespace DeploymentFlex.Layers.Tests.Jobs;

/// <summary>Mixed operations of eight callers on a queue while something befalls its server, and what must be true then.</summary>
internal sealed class JobWorkload(JobsHost host)
{
    private const int Operations = 2_000;
    private static readonly string[] s_types = ["test.work"];

    // The chain's own bound of a call is 10 s, of which an attempt has 2 s; work on a job is two calls.
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_visibility = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<Guid, long> _acknowledged = [];
    private readonly ConcurrentDictionary<Guid, bool> _effects = [];
    private readonly ConcurrentDictionary<Guid, long> _completed = [];
    private readonly ConcurrentQueue<(string What, long Acknowledged)> _broken = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts a process with this queue, and does it there.</summary>
    public static async Task RunAsync(string provider, Outage outage, params (string, string)[] settings)
    {
        await using var host = await JobsHost.StartAsync([.. Settings(provider), .. settings]);
        await new JobWorkload(host).RunAsync(outage);
    }

    /// <summary>How a chain is set up, so that what happens is soon seen.</summary>
    public static (string, string)[] Settings(string provider) =>
    [
        ("Layers:Jobs:Chain", provider), ("Layers:Jobs:Circuit:ProbeInterval", "00:00:00.050"),
    ];

    /// <summary>
    /// No acknowledged job is lost; each has its effect; and one that was said to be done is not handed out again. What was
    /// shown was true, and no call took longer than its bound.
    /// </summary>
    public async Task RunAsync(params Outage[] outages)
    {
        await ObserveAsync(outages);
        Broken.Select(static broken => broken.What).ShouldBeEmpty();
    }

    /// <summary>What was acknowledged and is not so any more, each with when it was (<see cref="Stopwatch.GetTimestamp"/>).</summary>
    public IReadOnlyList<(string What, long Acknowledged)> Broken =>
    [
        .. _broken,
        .. _acknowledged.Where(job => !_effects.ContainsKey(job.Key)).Select(static job => ($"{job.Key} was acknowledged and never done", job.Value)),
    ];

    /// <summary>Runs it to the last job. What was shown was true, and no call took longer than its bound.</summary>
    public async Task<WorkloadReport> ObserveAsync(params Outage[] outages)
    {
        var report = await new Workload(Operations, () => host.Chain.IsDegraded, (number, _) => OperateAsync(number)).RunAsync(outages, Token);
        TestContext.Current.SendDiagnosticMessage(report.ToString());
        report.Violations(s_bound).ShouldBeEmpty();

        await Until.TrueAsync(
            async token =>
            {
                try
                {
                    await WorkAsync(50);
                    var counts = await host.Queue.CountAsync(token);
                    return counts[JobState.Ready] + counts[JobState.Scheduled] + counts[JobState.Leased] == 0;
                }
                catch (LayerUnavailableException)
                {
                    // A call too slow for its bound is no answer.
                    return false;
                }
            },
            "all jobs are done");
        (await host.Queue.CountAsync(Token))[JobState.Dead].ShouldBe(0);
        return report;
    }

    private async Task<OperationResult> OperateAsync(int number)
    {
        try
        {
            switch (number % 4)
            {
                case 0 or 1:
                    await EnqueueAsync();
                    break;
                case 2:
                    await WorkAsync(2);
                    break;
                default:
                    await FindAsync();
                    break;
            }

            return OperationResult.Done;
        }
        catch (LayerUnavailableException)
        {
            return OperationResult.Refused;
        }
    }

    private async Task EnqueueAsync()
    {
        var job = new NewJob(Guid.CreateVersion7(), s_types[0], "{}"u8.ToArray()) { MaxAttempts = 1_000 };
        await host.Queue.EnqueueAsync(job, Token);
        _acknowledged[job.Id] = Stopwatch.GetTimestamp();
    }

    private async Task FindAsync()
    {
        var (id, acknowledged) = _acknowledged.FirstOrDefault();
        if (id != default && await host.Queue.FindAsync(id, Token) is null)
        {
            _broken.Enqueue(($"{id} was acknowledged and is not known", acknowledged));
        }
    }

    private async Task WorkAsync(int limit)
    {
        foreach (var leased in await host.Queue.LeaseAsync(s_types, limit, s_visibility, Token))
        {
            var id = leased.Job.Id;
            if (_completed.TryGetValue(id, out var acknowledged))
            {
                _broken.Enqueue(($"{id} was said to be done, and was handed out again", acknowledged));
            }

            _effects[id] = true;
            if (await host.Queue.CompleteAsync(leased.Lease, Token))
            {
                _completed.TryAdd(id, Stopwatch.GetTimestamp());
            }
        }
    }
}
