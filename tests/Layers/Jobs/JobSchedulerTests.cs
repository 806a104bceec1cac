using DeploymentFlex.Jobs;

namespace DeploymentFlex.Layers.Tests.Jobs;

public sealed class JobSchedulerTests : IAsyncDisposable
{
    private const int MaxAttempts = 10;
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);
    private readonly EmbeddedJobQueueFixture _fixture = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private JobScheduler Scheduler => new(_fixture.Queue, _fixture.Time);

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task Every_occurrence_is_enqueued_once_by_several_instances_and_over_restarts()
    {
        await Scheduler.SetAsync("nightly", "0 0 3 * * ?", "test.work", "{}"u8.ToArray(), Token);
        (await Scheduler.RunDueAsync(MaxAttempts, Token)).ShouldBe(_fixture.Time.GetUtcNow() + TimeSpan.FromHours(3));

        for (var day = 1; day <= 3; day++)
        {
            _fixture.Time.Advance(s_day);
            await Task.WhenAll(Scheduler.RunDueAsync(MaxAttempts, Token), Scheduler.RunDueAsync(MaxAttempts, Token));
            await _fixture.ReopenAsync();
            await Scheduler.RunDueAsync(MaxAttempts, Token);

            (await _fixture.Queue.CountAsync(Token))[JobState.Ready].ShouldBe(day);
        }
    }

    [Fact]
    public async Task An_occurrence_that_was_enqueued_before_a_crash_is_not_enqueued_again()
    {
        var schedule = await Scheduler.SetAsync("nightly", "0 0 3 * * ?", "test.work", "{}"u8.ToArray(), Token);
        _fixture.Time.Advance(s_day);
        await _fixture.Queue.EnqueueAsync(new NewJob(schedule.JobIdAt(schedule.NextAt!.Value), "test.work", schedule.Payload), Token);

        await Scheduler.RunDueAsync(MaxAttempts, Token);

        (await _fixture.Queue.CountAsync(Token))[JobState.Ready].ShouldBe(1);
    }

    [Fact]
    public async Task Occurrences_missed_while_nothing_ran_are_made_up_for_by_one_job()
    {
        await Scheduler.SetAsync("nightly", "0 0 3 * * ?", "test.work", "{}"u8.ToArray(), Token);
        _fixture.Time.Advance(s_day * 10);

        var next = await Scheduler.RunDueAsync(MaxAttempts, Token);

        (await _fixture.Queue.CountAsync(Token))[JobState.Ready].ShouldBe(1);
        next.ShouldBe(_fixture.Time.GetUtcNow() + TimeSpan.FromHours(3));
    }

    [Fact]
    public async Task Setting_the_same_times_again_does_not_move_the_next_occurrence()
    {
        var first = await Scheduler.SetAsync("nightly", "0 0 3 * * ?", "test.work", "{}"u8.ToArray(), Token);
        _fixture.Time.Advance(s_day);

        var again = await Scheduler.SetAsync("nightly", "0 0 3 * * ?", "test.other", "{}"u8.ToArray(), Token);
        var other = await Scheduler.SetAsync("nightly", "0 0 4 * * ?", "test.other", "{}"u8.ToArray(), Token);

        again.NextAt.ShouldBe(first.NextAt);
        other.NextAt.ShouldBe(_fixture.Time.GetUtcNow() + TimeSpan.FromHours(4));
    }

    [Theory]
    [InlineData("")]
    [InlineData("every day")]
    [InlineData("0 0 25 * * ?")]
    [InlineData("* * * * *")]
    public async Task A_wrong_expression_is_refused_with_an_example(string cron)
    {
        var error = await Should.ThrowAsync<ArgumentException>(Scheduler.SetAsync("nightly", cron, "test.work", "{}"u8.ToArray(), Token));

        error.Message.ShouldContain("'0 0 3 * * ?'");
    }

    [Fact]
    public async Task A_schedule_without_a_further_occurrence_rests()
    {
        await Scheduler.SetAsync("once", "0 0 3 1 1 ? 2030", "test.work", "{}"u8.ToArray(), Token);
        _fixture.Time.Advance(s_day);

        (await Scheduler.RunDueAsync(MaxAttempts, Token)).ShouldBeNull();
        _fixture.Time.Advance(s_day * 1000);
        (await Scheduler.RunDueAsync(MaxAttempts, Token)).ShouldBeNull();

        (await _fixture.Queue.CountAsync(Token))[JobState.Ready].ShouldBe(1);
    }
}
