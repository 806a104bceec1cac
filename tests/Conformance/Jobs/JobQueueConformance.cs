using DeploymentFlex.Jobs;
using Shouldly;
using Xunit;

namespace DeploymentFlex.Conformance.Jobs;

/// <summary>
/// What every job queue does. A provider's class opens its queue and moves its time: a provider whose time is a
/// server's waits instead.
/// </summary>
public abstract class JobQueueConformance
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
    public async Task A_released_job_is_ready_at_once_and_its_attempt_does_not_count()
    {
        await EnqueueAsync(1);
        var leased = await LeaseOneAsync();

        (await Queue.ReleaseAsync(leased.Lease, Token)).ShouldBeTrue();

        (await LeaseOneAsync()).Job.Attempt.ShouldBe(1);
    }

    [Fact]
    public async Task A_failed_job_is_tried_again_at_the_given_time()
    {
        await EnqueueAsync(1);
        var leased = await LeaseOneAsync();

        (await Queue.FailAsync(leased.Lease, "no luck", Now + TimeSpan.FromSeconds(10), Token)).ShouldBe(JobState.Scheduled);

        (await LeaseAsync()).ShouldBeEmpty();
        await PassAsync(TimeSpan.FromSeconds(11));
        var again = await LeaseOneAsync();
        again.Job.Attempt.ShouldBe(2);
        again.Job.LastError.ShouldBe("no luck");
    }

    [Fact]
    public async Task A_job_that_fails_for_good_is_dead()
    {
        await EnqueueAsync(1);
        var leased = await LeaseOneAsync();

        (await Queue.FailAsync(leased.Lease, "never", retryAt: null, Token)).ShouldBe(JobState.Dead);

        var dead = (await Queue.FindAsync(leased.Job.Id, Token)).ShouldNotBeNull();
        dead.State.ShouldBe(JobState.Dead);
        dead.LastError.ShouldBe("never");
        (await LeaseAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_job_is_dead_after_its_last_attempt_whether_it_failed_or_its_lease_ended()
    {
        var fails = NewJob() with { MaxAttempts = 1 };
        var hangs = NewJob() with { MaxAttempts = 1 };
        await Queue.EnqueueAsync(fails, Token);
        await Queue.EnqueueAsync(hangs, Token);
        var leased = (await LeaseAsync()).Single(leased => leased.Job.Id == fails.Id);

        (await Queue.FailAsync(leased.Lease, "no luck", Now, Token)).ShouldBe(JobState.Dead);
        await PassAsync(s_visibility + TimeSpan.FromSeconds(1));

        (await LeaseAsync()).ShouldBeEmpty();
        (await StateOfAsync(fails)).ShouldBe(JobState.Dead);
        (await StateOfAsync(hangs)).ShouldBe(JobState.Dead);
    }

    [Fact]
    public async Task A_dead_job_can_be_retried_with_all_its_attempts()
    {
        var job = NewJob() with { MaxAttempts = 2 };
        await Queue.EnqueueAsync(job, Token);
        (await Queue.RetryAsync(job.Id, Token)).ShouldBeFalse("it is not dead");
        await Queue.FailAsync((await LeaseOneAsync()).Lease, "never", retryAt: null, Token);

        (await Queue.RetryAsync(job.Id, Token)).ShouldBeTrue();

        var leased = await LeaseOneAsync();
        leased.Job.Attempt.ShouldBe(1);
        leased.Job.Payload.ToArray().ShouldBe(job.Payload.ToArray());
        (await Queue.RetryAsync(Guid.CreateVersion7(), Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_deleted_job_is_unknown_and_its_lease_void()
    {
        await EnqueueAsync(1);
        var leased = await LeaseOneAsync();

        (await Queue.DeleteAsync(leased.Job.Id, Token)).ShouldBeTrue();

        (await Queue.FindAsync(leased.Job.Id, Token)).ShouldBeNull();
        (await Queue.CompleteAsync(leased.Lease, Token)).ShouldBeFalse();
        (await Queue.DeleteAsync(leased.Job.Id, Token)).ShouldBeFalse();
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

    [Fact]
    public async Task A_listing_has_every_job_of_the_state_once_page_by_page()
    {
        var ids = await EnqueueAsync(25);
        await Queue.FailAsync((await LeaseOneAsync()).Lease, "never", retryAt: null, Token);

        (await ListAsync(state: null)).ShouldBe(ids.Order());
        (await ListAsync(JobState.Ready)).Count.ShouldBe(24);
        (await ListAsync(JobState.Dead)).ShouldHaveSingleItem();
        (await ListAsync(JobState.Done)).ShouldBeEmpty();
        await Should.ThrowAsync<ArgumentException>(async () => await Queue.ListAsync(null, "no cursor", 10, Token));
    }

    [Fact]
    public async Task Jobs_are_counted_by_state()
    {
        await EnqueueAsync(4);
        await Queue.EnqueueAsync(NewJob() with { NotBefore = Now + TimeSpan.FromMinutes(1) }, Token);
        await Queue.CompleteAsync((await LeaseOneAsync()).Lease, Token);
        await Queue.FailAsync((await LeaseOneAsync()).Lease, "never", retryAt: null, Token);
        await LeaseOneAsync();

        var counts = await Queue.CountAsync(Token);

        Enum.GetValues<JobState>().ShouldAllBe(state => counts[state] == 1);
    }

    [Fact]
    public async Task All_that_was_acknowledged_is_there_after_a_restart()
    {
        var ids = await EnqueueAsync(3);
        var done = await LeaseOneAsync();
        await Queue.CompleteAsync(done.Lease, Token);
        var dead = await LeaseOneAsync();
        await Queue.FailAsync(dead.Lease, "never", retryAt: null, Token);
        await Queue.SetScheduleAsync(NewSchedule(Now), Token);

        await ReopenAsync();

        (await ListAsync(state: null)).ShouldBe(ids.Order());
        (await StateOfAsync(done.Job.Id)).ShouldBe(JobState.Done);
        (await StateOfAsync(dead.Job.Id)).ShouldBe(JobState.Dead);
        (await Queue.FindAsync(dead.Job.Id, Token))!.LastError.ShouldBe("never");
        (await Queue.ListSchedulesAsync(Token)).ShouldHaveSingleItem().NextAt.ShouldBe(Now);
    }

    [Fact]
    public async Task A_job_that_was_leased_at_a_restart_comes_back_and_its_attempt_counts()
    {
        await EnqueueAsync(1);
        var before = await LeaseOneAsync();

        await ReopenAsync();
        await PassAsync(s_visibility + TimeSpan.FromSeconds(1));

        (await LeaseOneAsync()).Job.Attempt.ShouldBe(2);
        (await Queue.CompleteAsync(before.Lease, Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task Many_workers_do_every_job_once_when_nobody_fails()
    {
        const int Jobs = 300;
        var ids = await EnqueueAsync(Jobs);
        var effects = new System.Collections.Concurrent.ConcurrentBag<Guid>();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            while (await Queue.LeaseAsync(s_types, 5, s_visibility, Token) is { Count: > 0 } batch)
            {
                foreach (var leased in batch)
                {
                    effects.Add(leased.Job.Id);
                    (await Queue.CompleteAsync(leased.Lease, Token)).ShouldBeTrue();
                }
            }
        }));

        effects.Order().ShouldBe(ids.Order());
    }

    [Fact]
    public async Task Schedules_are_set_replaced_listed_and_deleted()
    {
        await Queue.SetScheduleAsync(NewSchedule(Now) with { Name = "b" }, Token);
        await Queue.SetScheduleAsync(NewSchedule(Now) with { Name = "a" }, Token);
        await Queue.SetScheduleAsync(NewSchedule(Now) with { Name = "b", Type = "test.other" }, Token);

        (await Queue.ListSchedulesAsync(Token)).Select(static schedule => (schedule.Name, schedule.Type))
            .ShouldBe([("a", Type), ("b", "test.other")]);
        (await Queue.DeleteScheduleAsync("a", Token)).ShouldBeTrue();
        (await Queue.DeleteScheduleAsync("a", Token)).ShouldBeFalse();
        (await Queue.FindScheduleAsync("a", Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Of_two_who_move_a_schedule_on_one_does()
    {
        var from = Now;
        await Queue.SetScheduleAsync(NewSchedule(from), Token);

        (await Queue.AdvanceScheduleAsync("test", from, from + TimeSpan.FromHours(1), Token)).ShouldBeTrue();
        (await Queue.AdvanceScheduleAsync("test", from, from + TimeSpan.FromHours(2), Token)).ShouldBeFalse();

        (await Queue.FindScheduleAsync("test", Token))!.NextAt.ShouldBe(from + TimeSpan.FromHours(1));
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
