using DeploymentFlex.Conformance.Time;
using DeploymentFlex.Jobs;
using DeploymentFlex.Jobs.Postgres;
using DeploymentFlex.Layers.Configuration;

namespace DeploymentFlex.Layers.Tests.Jobs.Postgres;

public sealed class PostgresJobQueueTests(PostgresJobFixture server) : IClassFixture<PostgresJobFixture>
{
    private static readonly string[] s_types = ["test.work", "test.other"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_worker_of_another_instance_is_woken_by_a_new_job()
    {
        var options = server.CreateOptions();
        var time = new ManualTime();
        await using var one = await PostgresJobFixture.OpenAsync(options, time);
        await using var other = await PostgresJobFixture.OpenAsync(options, time);
        var waiting = one.WaitAsync(s_types, Token).AsTask();
        await Task.WhenAny(waiting, Task.Delay(TimeSpan.FromMilliseconds(300), Token));

        // The clock stands still: without a word from the other instance it would wait for ever.
        await other.EnqueueAsync(NewJob("test.work"), Token);

        await waiting.WaitAsync(TimeSpan.FromSeconds(30), Token);
    }

    [Fact]
    public async Task Workers_of_several_instances_do_every_job_once()
    {
        var options = server.CreateOptions();
        await using var one = await PostgresJobFixture.OpenAsync(options, TimeProvider.System);
        await using var other = await PostgresJobFixture.OpenAsync(options, TimeProvider.System);
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
        await using var queue = await PostgresJobFixture.OpenAsync(server.CreateOptions(), time);
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
        await using var queue = await PostgresJobFixture.OpenAsync(server.CreateOptions(), time);
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
    public async Task An_error_with_a_character_that_the_server_cannot_hold_is_kept_without_it()
    {
        await using var queue = await PostgresJobFixture.OpenAsync(server.CreateOptions(), new ManualTime());
        await queue.EnqueueAsync(NewJob("test.work"), Token);
        var leased = (await queue.LeaseAsync(s_types, 1, TimeSpan.FromMinutes(1), Token)).ShouldHaveSingleItem();

        await queue.FailAsync(leased.Lease, "cut\0off", retryAt: null, Token);

        (await queue.FindAsync(leased.Job.Id, Token))!.LastError.ShouldBe("cut\uFFFDoff");
    }

    [Fact]
    public async Task Leases_run_by_the_server_s_clock()
    {
        var wrong = new ServerTime(new ManualTime(DateTimeOffset.UtcNow + TimeSpan.FromHours(5)));
        await using var queue = await PostgresJobFixture.OpenAsync(server.CreateOptions(), wrong);

        await queue.ProbeAsync(Token);

        wrong.GetUtcNow().ShouldBe(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_schema_that_nobody_migrated_is_refused_with_the_verb_to_run()
    {
        var options = server.CreateOptions();
        await using var queue = new PostgresJobQueue(
            options, "Layers:Jobs:postgres", TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);

        (await Should.ThrowAsync<SettingsException>(queue.CheckAsync(Token))).Message.ShouldContain("'migrate'");

        (await queue.MigrateAsync(Token)).ShouldBe(["1"]);
        (await queue.MigrateAsync(Token)).ShouldBeEmpty();
        await queue.CheckAsync(Token);
    }

    private static NewJob NewJob(string type) => new(Guid.CreateVersion7(), type, "{}"u8.ToArray());

    private static async Task DoAsync(PostgresJobQueue queue)
    {
        await queue.EnqueueAsync(NewJob("test.work"), Token);
        var leased = (await queue.LeaseAsync(s_types, 1, TimeSpan.FromMinutes(1), Token)).ShouldHaveSingleItem();
        (await queue.CompleteAsync(leased.Lease, Token)).ShouldBeTrue();
    }
}
