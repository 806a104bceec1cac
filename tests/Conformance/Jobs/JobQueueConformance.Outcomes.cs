using DeploymentFlex.Jobs;
using Shouldly;
using Xunit;

namespace DeploymentFlex.Conformance.Jobs;

/// <content>How a job ends: done, tried again, dead, deleted.</content>
public abstract partial class JobQueueConformance
{
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
}
