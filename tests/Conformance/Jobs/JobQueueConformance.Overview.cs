using DeploymentFlex.Jobs;
using Shouldly;
using Xunit;

namespace DeploymentFlex.Conformance.Jobs;

/// <content>What an operator sees, and what is left after a restart.</content>
public abstract partial class JobQueueConformance
{
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
}
