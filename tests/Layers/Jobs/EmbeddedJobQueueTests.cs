using DeploymentFlex.Jobs;

namespace DeploymentFlex.Layers.Tests.Jobs;

public sealed class EmbeddedJobQueueTests
{
    private static readonly string[] s_types = ["test.work"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_full_queue_refuses_new_jobs_finishes_the_old_ones_and_takes_new_ones_again()
    {
        await using var fixture = new EmbeddedJobQueueFixture(static options => options.MaxBytes = 1 << 20);
        var payload = Payload(40_000);
        var accepted = 0;
        await Should.ThrowAsync<JobQueueFullException>(async () =>
        {
            while (true)
            {
                await fixture.Queue.EnqueueAsync(new NewJob(Guid.CreateVersion7(), "test.work", payload), Token);
                accepted++;
            }
        });
        accepted.ShouldBeInRange(20, 23);

        foreach (var leased in await fixture.Queue.LeaseAsync(s_types, 100, TimeSpan.FromMinutes(1), Token))
        {
            (await fixture.Queue.CompleteAsync(leased.Lease, Token)).ShouldBeTrue();
        }

        (await fixture.Queue.EnqueueAsync(new NewJob(Guid.CreateVersion7(), "test.work", payload), Token)).ShouldBeTrue();
        await fixture.ReopenAsync();
        (await fixture.Queue.CountAsync(Token))[JobState.Done].ShouldBe(accepted);
    }

    [Fact]
    public async Task The_file_stays_small_when_many_jobs_come_and_go()
    {
        await using var fixture = new EmbeddedJobQueueFixture(static options => options.DoneLimit = 10);
        var stays = Guid.CreateVersion7();
        await fixture.Queue.EnqueueAsync(new NewJob(stays, "test.other", Payload(10)), Token);
        var payload = Payload(60_000);
        for (var i = 0; i < 400; i++)
        {
            await fixture.Queue.EnqueueAsync(new NewJob(Guid.CreateVersion7(), "test.work", payload), Token);
            var leased = (await fixture.Queue.LeaseAsync(s_types, 1, TimeSpan.FromMinutes(1), Token)).ShouldHaveSingleItem();
            await fixture.Queue.CompleteAsync(leased.Lease, Token);
        }

        await fixture.ReopenAsync();

        new FileInfo(fixture.Options.Path!).Length.ShouldBeLessThan(8 << 20, "24 MB were written");
        (await fixture.Queue.FindAsync(stays, Token)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Done_jobs_are_forgotten_by_age_and_by_number()
    {
        await using var fixture = new EmbeddedJobQueueFixture(static options =>
        {
            options.DoneRetention = TimeSpan.FromHours(1);
            options.DoneLimit = 2;
        });
        for (var i = 0; i < 3; i++)
        {
            await fixture.Queue.EnqueueAsync(new NewJob(Guid.CreateVersion7(), "test.work", Payload(1)), Token);
            var leased = (await fixture.Queue.LeaseAsync(s_types, 1, TimeSpan.FromMinutes(1), Token)).ShouldHaveSingleItem();
            await fixture.Queue.CompleteAsync(leased.Lease, Token);
        }

        (await fixture.Queue.CountAsync(Token))[JobState.Done].ShouldBe(2);
        fixture.Time.Advance(TimeSpan.FromMinutes(61));
        (await fixture.Queue.CountAsync(Token))[JobState.Done].ShouldBe(0);
    }

    [Fact]
    public async Task A_job_that_ends_the_process_in_every_attempt_is_dead_in_the_end()
    {
        await using var fixture = new EmbeddedJobQueueFixture();
        var job = new NewJob(Guid.CreateVersion7(), "test.work", Payload(1)) { MaxAttempts = 2 };
        await fixture.Queue.EnqueueAsync(job, Token);
        for (var i = 0; i < 2; i++)
        {
            (await fixture.Queue.LeaseAsync(s_types, 1, TimeSpan.FromMinutes(1), Token)).ShouldHaveSingleItem();
            await fixture.ReopenAsync();
        }

        var dead = (await fixture.Queue.FindAsync(job.Id, Token)).ShouldNotBeNull();
        dead.State.ShouldBe(JobState.Dead);
        dead.LastError.ShouldBe("Attempt 2: the process ended during the attempt.");
    }

    [Fact]
    public async Task A_queue_whose_file_failed_is_opened_again_by_a_probe_with_all_that_was_acknowledged()
    {
        await using var fixture = new EmbeddedJobQueueFixture();
        var path = fixture.Options.Path!;
        var stays = Guid.CreateVersion7();
        await fixture.Queue.EnqueueAsync(new NewJob(stays, "test.other", Payload(10)), Token);

        // A compaction cannot take the place of a folder; the file is unusable then.
        File.Move(path, path + ".aside");
        Directory.CreateDirectory(path);
        var acknowledged = new List<Guid>();
        await Should.ThrowAsync<IOException>(async () =>
        {
            while (true)
            {
                var id = Guid.CreateVersion7();
                await fixture.Queue.EnqueueAsync(new NewJob(id, "test.work", Payload(60_000)), Token);
                acknowledged.Add(id);
                var leased = (await fixture.Queue.LeaseAsync(s_types, 1, TimeSpan.FromMinutes(1), Token)).ShouldHaveSingleItem();
                await fixture.Queue.CompleteAsync(leased.Lease, Token);
            }
        });
        await Should.ThrowAsync<Exception>(async () => await fixture.Queue.ProbeAsync(Token));
        Directory.Delete(path);
        File.Move(path + ".aside", path);

        await fixture.Queue.ProbeAsync(Token);

        (await fixture.Queue.FindAsync(stays, Token)).ShouldNotBeNull();
        foreach (var id in acknowledged)
        {
            (await fixture.Queue.FindAsync(id, Token)).ShouldNotBeNull();
        }

        (await fixture.Queue.EnqueueAsync(new NewJob(Guid.CreateVersion7(), "test.work", Payload(10)), Token)).ShouldBeTrue();
    }

    [Fact]
    public async Task Tens_of_thousands_of_jobs_are_there_after_a_restart()
    {
        await using var fixture = new EmbeddedJobQueueFixture();
        await Parallel.ForAsync(0, 30_000, new ParallelOptions { MaxDegreeOfParallelism = 256, CancellationToken = Token }, async (_, token) =>
            await fixture.Queue.EnqueueAsync(new NewJob(Guid.CreateVersion7(), "test.work", Payload(100)), token));

        await fixture.ReopenAsync();

        (await fixture.Queue.CountAsync(Token))[JobState.Ready].ShouldBe(30_000);
        (await fixture.Queue.LeaseAsync(s_types, 30_001, TimeSpan.FromMinutes(1), Token)).Count.ShouldBe(30_000);
    }

    private static byte[] Payload(int length) => System.Text.Encoding.UTF8.GetBytes($"\"{new string('x', length)}\"");
}
