using DeploymentFlex.Conformance.Time;
using DeploymentFlex.Jobs;
using DeploymentFlex.Jobs.Redis;
using DeploymentFlex.TestSupport;

namespace DeploymentFlex.Layers.Tests.Jobs.Redis;

public sealed class RedisJobQueueTests(RedisJobFixture server) : SharedJobQueueTests<RedisJobQueue>, IClassFixture<RedisJobFixture>
{
    private readonly RedisJobOptions _options = server.CreateOptions();

    [Fact]
    public async Task A_job_stands_in_the_stream_of_its_type_until_it_is_done()
    {
        await using var queue = await OpenAsync(new ManualTime());
        await queue.EnqueueAsync(NewJob(), Token);
        var leased = await LeaseOneAsync(queue);

        (await AskAsync($"XLEN {_options.Prefix}jobs:work:test.work")).ShouldEndWith(":1");
        await queue.CompleteAsync(leased.Lease, Token);

        (await AskAsync($"XLEN {_options.Prefix}jobs:work:test.work")).ShouldEndWith(":0");
    }

    [Fact]
    public async Task What_is_deleted_or_forgotten_leaves_nothing_but_the_stream()
    {
        _options.DoneRetention = TimeSpan.Zero;
        var time = new ManualTime();
        await using var queue = await OpenAsync(time);
        var scheduled = NewJob() with { NotBefore = time.GetUtcNow() + TimeSpan.FromHours(1) };
        await queue.EnqueueAsync(scheduled, Token);
        await DoAsync(queue);
        time.Advance(TimeSpan.FromSeconds(1));
        await DoAsync(queue);
        await queue.DeleteAsync(scheduled.Id, Token);
        var last = (await queue.ListAsync(null, null, 10, Token)).Jobs.ShouldHaveSingleItem();
        await queue.DeleteAsync(last.Id, Token);

        (await AskAsync($"EVAL \"return table.concat(redis.call('KEYS','{_options.Prefix}*'),' ')\" 0")).ShouldBe($"{_options.Prefix}jobs:work:test.work");
    }

    [Fact]
    public async Task A_server_that_forgot_the_script_is_told_it_again()
    {
        await using var queue = await OpenAsync(new ManualTime());
        await DoAsync(queue);

        await AskAsync("SCRIPT FLUSH");

        await DoAsync(queue);
    }

    [Fact]
    public async Task A_server_without_memory_refuses_new_jobs_and_lets_those_that_it_has_be_done()
    {
        await using var queue = await OpenAsync(new ManualTime());
        await queue.EnqueueAsync(NewJob(), Token);
        await AskAsync("CONFIG SET maxmemory 1");
        try
        {
            (await Should.ThrowAsync<JobQueueFullException>(async () => await queue.EnqueueAsync(NewJob(), Token))).Message.ShouldContain("maxmemory");

            var lease = (await LeaseOneAsync(queue)).Lease;
            (await queue.ExtendAsync(lease, TimeSpan.FromMinutes(1), Token)).ShouldBeTrue();
            (await queue.CompleteAsync(lease, Token)).ShouldBeTrue();
        }
        finally
        {
            await AskAsync("CONFIG SET maxmemory 0");
        }

        await DoAsync(queue);
    }

    protected override Task<RedisJobQueue> OpenAsync(TimeProvider time) => RedisJobFixture.OpenAsync(_options, time);

    private Task<string> AskAsync(string command) => RedisQuestion.AskAsync(server.Server.Port, command, Token);
}
