using DeploymentFlex.Jobs;
using Shouldly;
using Xunit;

namespace DeploymentFlex.Conformance.Jobs;

/// <summary>
/// What every job queue does. A provider's class opens its queue and moves its time: a provider whose time is a
/// server's waits instead.
/// </summary>
public abstract partial class JobQueueConformance
{
    private const string Type = "test.work";
    private static readonly string[] s_types = [Type];
    private static readonly TimeSpan s_visibility = TimeSpan.FromSeconds(30);

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected abstract IJobQueue Queue { get; }

    protected abstract DateTimeOffset Now { get; }

    /// <summary>Lets time pass.</summary>
    protected abstract Task PassAsync(TimeSpan time);

    /// <summary>Closes the queue and opens it again; <see cref="Queue"/> is the new one then.</summary>
    protected abstract Task ReopenAsync();

    [Fact]
    public async Task A_job_is_found_as_it_was_enqueued()
    {
        var job = NewJob() with { MaxAttempts = 3, TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" };

        (await Queue.EnqueueAsync(job, Token)).ShouldBeTrue();

        var found = (await Queue.FindAsync(job.Id, Token)).ShouldNotBeNull();
        found.Type.ShouldBe(Type);
        found.Payload.ToArray().ShouldBe(job.Payload.ToArray());
        found.State.ShouldBe(JobState.Ready);
        found.Attempt.ShouldBe(0);
        found.MaxAttempts.ShouldBe(3);
        found.TraceParent.ShouldBe(job.TraceParent);
    }

    [Fact]
    public async Task A_job_with_a_known_id_is_not_added_again_not_even_when_it_is_done()
    {
        var job = NewJob();
        await Queue.EnqueueAsync(job, Token);

        (await Queue.EnqueueAsync(job, Token)).ShouldBeFalse();
        var leased = await LeaseOneAsync();
        (await Queue.EnqueueAsync(job, Token)).ShouldBeFalse();
        await Queue.CompleteAsync(leased.Lease, Token);
        (await Queue.EnqueueAsync(job, Token)).ShouldBeFalse();

        (await LeaseAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_many_who_enqueue_one_id_at_once_one_is_told_that_it_is_new()
    {
        var job = NewJob();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Queue.EnqueueAsync(job, Token).AsTask()));

        answers.Count(static added => added).ShouldBe(1);
    }

    [Fact]
    public async Task Jobs_are_leased_in_the_order_of_their_times()
    {
        var late = NewJob() with { NotBefore = Now + TimeSpan.FromSeconds(20) };
        var early = NewJob() with { NotBefore = Now + TimeSpan.FromSeconds(10) };
        await Queue.EnqueueAsync(late, Token);
        await Queue.EnqueueAsync(early, Token);
        await PassAsync(TimeSpan.FromSeconds(21));

        (await LeaseAsync()).Select(static leased => leased.Job.Id).ShouldBe([early.Id, late.Id]);
    }

    [Fact]
    public async Task A_job_is_not_leased_before_its_time()
    {
        var job = NewJob() with { NotBefore = Now + TimeSpan.FromSeconds(10) };
        await Queue.EnqueueAsync(job, Token);

        (await LeaseAsync()).ShouldBeEmpty();
        (await StateOfAsync(job)).ShouldBe(JobState.Scheduled);

        await PassAsync(TimeSpan.FromSeconds(11));
        (await StateOfAsync(job)).ShouldBe(JobState.Ready);
        (await LeaseAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Only_jobs_of_the_given_types_are_leased()
    {
        await Queue.EnqueueAsync(NewJob() with { Type = "test.other" }, Token);

        (await LeaseAsync()).ShouldBeEmpty();
        (await Queue.LeaseAsync([Type, "test.other"], 10, s_visibility, Token)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task No_more_jobs_are_leased_than_asked_for()
    {
        await EnqueueAsync(5);

        (await Queue.LeaseAsync(s_types, 3, s_visibility, Token)).Count.ShouldBe(3);
        (await Queue.LeaseAsync(s_types, 3, s_visibility, Token)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_lease_hides_the_job_until_it_ends()
    {
        await EnqueueAsync(1);
        var first = await LeaseOneAsync();

        (await LeaseAsync()).ShouldBeEmpty();
        (await StateOfAsync(first.Job.Id)).ShouldBe(JobState.Leased);
        await PassAsync(s_visibility + TimeSpan.FromSeconds(1));

        var second = await LeaseOneAsync();
        second.Job.Id.ShouldBe(first.Job.Id);
        second.Job.Attempt.ShouldBe(2);
        second.Lease.ShouldNotBe(first.Lease);
    }

    [Fact]
    public async Task An_extended_lease_hides_the_job_longer()
    {
        await EnqueueAsync(1);
        var leased = await LeaseOneAsync();
        await PassAsync(s_visibility / 2);

        (await Queue.ExtendAsync(leased.Lease, s_visibility, Token)).ShouldBeTrue();
        await PassAsync(s_visibility * 0.75);

        (await LeaseAsync()).ShouldBeEmpty();
        (await Queue.CompleteAsync(leased.Lease, Token)).ShouldBeTrue();
    }

    [Fact]
    public async Task The_token_of_an_earlier_lease_does_nothing()
    {
        await EnqueueAsync(1);
        var stale = (await LeaseOneAsync()).Lease;
        await PassAsync(s_visibility + TimeSpan.FromSeconds(1));
        var held = (await LeaseOneAsync()).Lease;

        (await Queue.ExtendAsync(stale, s_visibility, Token)).ShouldBeFalse();
        (await Queue.CompleteAsync(stale, Token)).ShouldBeFalse();
        (await Queue.ReleaseAsync(stale, Token)).ShouldBeFalse();
        (await Queue.FailAsync(stale, "late", Now, Token)).ShouldBeNull();

        (await StateOfAsync(held.JobId)).ShouldBe(JobState.Leased);
        (await Queue.CompleteAsync(held, Token)).ShouldBeTrue();
        (await Queue.CompleteAsync(held, Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task Who_waits_is_woken_by_a_new_job()
    {
        var waiting = Queue.WaitAsync(s_types, Token).AsTask();
        waiting.IsCompleted.ShouldBeFalse();

        await EnqueueAsync(1);

        await waiting.WaitAsync(TimeSpan.FromSeconds(30), Token);
        await Queue.WaitAsync(s_types, Token);
    }

    [Fact]
    public async Task Who_waits_can_be_told_to_stop()
    {
        using var stop = new CancellationTokenSource();
        var waiting = Queue.WaitAsync(s_types, stop.Token).AsTask();

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(waiting);
    }

    [Fact]
    public async Task Who_waits_is_woken_when_a_job_comes_due_or_a_lease_ends()
    {
        await Queue.EnqueueAsync(NewJob() with { NotBefore = Now + TimeSpan.FromSeconds(5) }, Token);
        var due = Queue.WaitAsync(s_types, Token).AsTask();
        due.IsCompleted.ShouldBeFalse();
        await PassAsync(TimeSpan.FromSeconds(6));
        await due.WaitAsync(TimeSpan.FromSeconds(30), Token);

        await LeaseOneAsync();
        var ended = Queue.WaitAsync(s_types, Token).AsTask();
        ended.IsCompleted.ShouldBeFalse();
        await PassAsync(s_visibility + TimeSpan.FromSeconds(1));
        await ended.WaitAsync(TimeSpan.FromSeconds(30), Token);
    }

    private static NewJob NewJob() => new(Guid.CreateVersion7(), Type, "{\"text\":\"grün\"}"u8.ToArray());

    private static JobSchedule NewSchedule(DateTimeOffset next) =>
        new() { Name = "test", Cron = "0 0 3 * * ?", Type = Type, Payload = "{}"u8.ToArray(), NextAt = next };

    private async Task<List<Guid>> EnqueueAsync(int count)
    {
        var ids = new List<Guid>();
        for (var i = 0; i < count; i++)
        {
            var job = NewJob();
            (await Queue.EnqueueAsync(job, Token)).ShouldBeTrue();
            ids.Add(job.Id);
        }

        return ids;
    }

    private async Task<IReadOnlyList<LeasedJob>> LeaseAsync() => await Queue.LeaseAsync(s_types, 10, s_visibility, Token);

    private async Task<LeasedJob> LeaseOneAsync() => (await Queue.LeaseAsync(s_types, 1, s_visibility, Token)).ShouldHaveSingleItem();

    private Task<JobState?> StateOfAsync(NewJob job) => StateOfAsync(job.Id);

    private async Task<JobState?> StateOfAsync(Guid id) => (await Queue.FindAsync(id, Token))?.State;

    private async Task<List<Guid>> ListAsync(JobState? state)
    {
        var ids = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = await Queue.ListAsync(state, cursor, 10, Token);
            ids.AddRange(page.Jobs.Select(static job => job.Id));
            cursor = page.Cursor;
        }
        while (cursor is not null);
        return ids;
    }
}
