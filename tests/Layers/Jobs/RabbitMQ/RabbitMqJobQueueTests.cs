using DeploymentFlex.Conformance.Time;
using DeploymentFlex.Jobs;
using DeploymentFlex.Jobs.RabbitMQ;
using DeploymentFlex.Layers.Configuration;
using DeploymentFlex.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace DeploymentFlex.Layers.Tests.Jobs.RabbitMQ;

[Collection(RabbitMqShared.Name)]
public sealed class RabbitMqJobQueueTests(RabbitMqFixture server)
{
    private static readonly string[] s_types = ["test.work"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_instance_stands_by_and_takes_over_with_all_that_was_acknowledged()
    {
        var options = server.CreateOptions();
        var one = await RabbitMqFixture.OpenAsync(options, TimeProvider.System);
        await using var other = new RabbitMqJobQueue(options, TimeProvider.System, NullLogger.Instance);
        await Until.TrueAsync(async token => await StandsByAsync(other, token), "the other instance stands by");
        await Should.ThrowAsync<RabbitMqUnavailableException>(async () => await other.CountAsync(Token));
        var ids = await EnqueueAsync(one, 50);
        await CompleteAsync(one, 10);
        await one.DeleteAsync(ids[^1], Token);
        await one.DisposeAsync();

        await other.ProbeAsync(Token);

        (await other.FindAsync(ids[^1], Token)).ShouldBeNull();
        var counts = await other.CountAsync(Token);
        (counts[JobState.Done], counts[JobState.Ready]).ShouldBe((10, 39));
        await CompleteAsync(other, 39);
    }

    [Fact]
    public async Task Forgotten_jobs_leave_the_queue()
    {
        var options = server.CreateOptions();
        options.DoneLimit = 3;
        await using (var queue = await RabbitMqFixture.OpenAsync(options, TimeProvider.System))
        {
            await EnqueueAsync(queue, 20);
            await CompleteAsync(queue, 20);
            (await queue.CountAsync(Token))[JobState.Done].ShouldBe(3);
            await EnqueueAsync(queue, 1);
        }

        options.DoneLimit = 100;
        await using var again = await RabbitMqFixture.OpenAsync(options, TimeProvider.System);
        (await again.CountAsync(Token))[JobState.Done].ShouldBe(3);
    }

    [Fact]
    public async Task Messages_are_written_anew_before_the_server_gives_up_on_who_holds_them()
    {
        var options = server.CreateOptions();
        var time = new ManualTime();
        var ids = new List<Guid>();
        await using (var queue = await RabbitMqFixture.OpenAsync(options, time))
        {
            ids = await EnqueueAsync(queue, 30);
            for (var i = 0; i < 4; i++)
            {
                time.Advance(TimeSpan.FromMinutes(9));
                await queue.ProbeAsync(Token);
            }

            await queue.DeleteAsync(ids[0], Token);
        }

        await using var again = await RabbitMqFixture.OpenAsync(options, time);
        (await again.CountAsync(Token))[JobState.Ready].ShouldBe(29);
        (await again.LeaseAsync(s_types, 100, TimeSpan.FromMinutes(1), Token)).Select(static leased => leased.Job.Id).Order().ShouldBe(ids.Skip(1).Order());
    }

    [Fact]
    public async Task A_queue_of_more_than_the_server_hands_over_at_once_is_taken_over_whole()
    {
        var options = server.CreateOptions(prefetch: 20);
        var ids = new List<Guid>();
        await using (var queue = await RabbitMqFixture.OpenAsync(options, TimeProvider.System))
        {
            ids = await EnqueueAsync(queue, 100);
            await CompleteAsync(queue, 10);
            await queue.DeleteAsync(ids[50], Token);
        }

        // The second to take over finds what the first moved.
        for (var i = 0; i < 3; i++)
        {
            await using var next = await RabbitMqFixture.OpenAsync(options, TimeProvider.System);
            var counts = await next.CountAsync(Token);
            (counts[JobState.Done], counts[JobState.Ready]).ShouldBe((10 + (10 * i), 89 - (10 * i)));
            (await next.FindAsync(ids[50], Token)).ShouldBeNull();
            await CompleteAsync(next, 10);
        }
    }

    [Fact]
    public async Task A_full_queue_refuses_new_jobs()
    {
        var options = server.CreateOptions();
        (options.MaxJobs, options.DoneLimit) = (5, 0);
        await using var queue = await RabbitMqFixture.OpenAsync(options, TimeProvider.System);
        await EnqueueAsync(queue, 5);

        (await Should.ThrowAsync<JobQueueFullException>(EnqueueAsync(queue, 1))).Message.ShouldContain("Layers:Jobs:rabbitmq:MaxJobs");

        await CompleteAsync(queue, 1);
        await EnqueueAsync(queue, 1);
    }

    [Theory]
    [InlineData("Url", "http://queue/")]
    [InlineData("Queue", "two words")]
    [InlineData("MaxJobs", "0")]
    public async Task A_wrong_setting_is_named(string setting, string value)
    {
        var error = await Should.ThrowAsync<SettingsException>(JobsHost.StartAsync(
            ("Layers:Jobs:Chain", "rabbitmq"), ("ConnectionStrings:queue", "amqp://queue/"), ($"Layers:Jobs:rabbitmq:{setting}", value)));

        error.Message.ShouldContain($"Layers:Jobs:rabbitmq:{setting}");
    }

    private static async ValueTask<bool> StandsByAsync(RabbitMqJobQueue queue, CancellationToken cancellationToken)
    {
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        soon.CancelAfter(TimeSpan.FromSeconds(1));
        try
        {
            await queue.ProbeAsync(soon.Token);
            throw new InvalidOperationException("Both instances have the queue.");
        }
        catch (RabbitMqUnavailableException unavailable)
        {
            return unavailable.Message.Contains("takes over", StringComparison.Ordinal);
        }
        catch (OperationCanceledException)
        {
            // It was still connecting, and goes on from there.
            return false;
        }
    }

    private static async Task<List<Guid>> EnqueueAsync(RabbitMqJobQueue queue, int count)
    {
        var ids = Enumerable.Range(0, count).Select(static _ => Guid.CreateVersion7()).ToList();
        await Task.WhenAll(ids.Select(id => queue.EnqueueAsync(new NewJob(id, s_types[0], "{}"u8.ToArray()), Token).AsTask()));
        return ids;
    }

    private static async Task CompleteAsync(RabbitMqJobQueue queue, int count)
    {
        var leased = await queue.LeaseAsync(s_types, count, TimeSpan.FromMinutes(1), Token);
        leased.Count.ShouldBe(count);
        foreach (var one in leased)
        {
            (await queue.CompleteAsync(one.Lease, Token)).ShouldBeTrue();
        }
    }
}
