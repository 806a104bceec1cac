using DeploymentFlex.Conformance.Time;
using DeploymentFlex.Jobs;
using DeploymentFlex.Layers.Providers;

namespace DeploymentFlex.Layers.Tests.Jobs;

/// <summary>What a queue does that several instances work on at once.</summary>
public abstract class SharedJobQueueTests<TQueue>
    where TQueue : class, IJobQueue, IProbed, IAsyncDisposable
{
    private static readonly string[] s_types = ["test.work", "test.other"];

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_worker_of_another_instance_is_woken_by_a_new_job()
    {
        var time = new ManualTime();
        await using var one = await OpenAsync(time);
        await using var other = await OpenAsync(time);
        var waiting = one.WaitAsync(s_types, Token).AsTask();
        await Task.WhenAny(waiting, Task.Delay(TimeSpan.FromMilliseconds(300), Token));

        // The clock stands still: without a word from the other instance it would wait for ever.
        await other.EnqueueAsync(NewJob(), Token);

        await waiting.WaitAsync(TimeSpan.FromSeconds(30), Token);
    }

    [Fact]
    public async Task Workers_of_several_instances_do_every_job_once()
    {
        await using var one = await OpenAsync(TimeProvider.System);
        await using var other = await OpenAsync(TimeProvider.System);
        var jobs = Enumerable.Range(0, 400).Select(static number => NewJob(s_types[number % 2])).ToList();
        await Parallel.ForEachAsync(jobs, Token, async (job, token) => await one.EnqueueAsync(job, token));

        var effects = await Task.WhenAll(new[] { one, other, one, other }.Select(async queue =>
        {
            var done = new List<Guid>();
            while (await queue.LeaseAsync(s_types, 7, TimeSpan.FromMinutes(1), Token) is { Count: > 0 } batch)
            {
                foreach (var leased in batch)
                {
                    (await queue.CompleteAsync(leased.Lease, Token)).ShouldBeTrue();
                    done.Add(leased.Job.Id);
                }
            }

            return done;
        }));

        effects.SelectMany(static done => done).Order().ShouldBe(jobs.Select(static job => job.Id).Order());
    }

    [Fact]
    public async Task Of_two_types_the_job_that_is_due_longest_comes_first()
    {
        var time = new ManualTime();
        await using var queue = await OpenAsync(time);
        var expected = new List<Guid>();
        for (var i = 0; i < 10; i++)
        {
            var job = NewJob(s_types[i % 3 % 2]);
            await queue.EnqueueAsync(job, Token);
            expected.Add(job.Id);
            time.Advance(TimeSpan.FromSeconds(1));
        }

        var leased = await queue.LeaseAsync(s_types, 6, TimeSpan.FromMinutes(1), Token);

        leased.Select(static one => one.Job.Id).ShouldBe(expected.Take(6));
    }

    [Fact]
    public async Task Done_jobs_are_forgotten_when_others_are_done()
    {
        var time = new ManualTime();
        await using var queue = await OpenAsync(time);
        for (var i = 0; i < 4; i++)
        {
            await DoAsync(queue);
        }

        time.Advance(TimeSpan.FromHours(25));
        await DoAsync(queue);
        (await queue.CountAsync(Token))[JobState.Done].ShouldBe(3);
        await DoAsync(queue);

        (await queue.CountAsync(Token))[JobState.Done].ShouldBe(2);
    }

    [Fact]
    public async Task Leases_run_by_the_server_s_clock()
    {
        var wrong = new ServerTime(new ManualTime(DateTimeOffset.UtcNow + TimeSpan.FromHours(5)));
        await using var queue = await OpenAsync(wrong);

        await queue.ProbeAsync(Token);

        wrong.GetUtcNow().ShouldBe(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(1));
    }

    /// <summary>An instance; all of one test work on the same queue.</summary>
    protected abstract Task<TQueue> OpenAsync(TimeProvider time);

    protected static NewJob NewJob(string type = "test.work") => new(Guid.CreateVersion7(), type, "{}"u8.ToArray());

    protected static async Task<LeasedJob> LeaseOneAsync(TQueue queue) =>
        (await queue.LeaseAsync(s_types, 1, TimeSpan.FromMinutes(1), Token)).ShouldHaveSingleItem();

    protected static async Task DoAsync(TQueue queue)
    {
        await queue.EnqueueAsync(NewJob(), Token);
        (await queue.CompleteAsync((await LeaseOneAsync(queue)).Lease, Token)).ShouldBeTrue();
    }
}
