using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using DeploymentFlex.Data;
using DeploymentFlex.TestSupport;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace DeploymentFlex.Conformance.Data;

/// <summary>How every data provider's outbox is delivered, to a real server.</summary>
public abstract class OutboxConformance : IAsyncDisposable
{
    private const string Json = """{"type":"knowledge.index"}""";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Settings that lead to the same empty database within one test.</summary>
    protected abstract IEnumerable<KeyValuePair<string, string?>> Settings { get; }

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_is_posted_arrives_once_with_its_key_and_leaves_the_outbox()
    {
        await using var receiver = await Receiver.StartAsync((_, _) => Task.FromResult(202));
        await using var host = await StartAsync();

        var id = await PostAsync(host, receiver.Address);
        await UntilEmptyAsync(host);

        var message = receiver.Messages.ShouldHaveSingleItem();
        (message.Key, message.Body, message.ContentType).ShouldBe((id.ToString(), Json, "application/json; charset=utf-8"));
    }

    [Fact]
    public async Task Many_messages_all_arrive()
    {
        await using var receiver = await Receiver.StartAsync((_, _) => Task.FromResult(200));
        await using var host = await StartAsync();

        var ids = new List<string>();
        for (var i = 0; i < 100; i++)
        {
            ids.Add((await PostAsync(host, receiver.Address)).ToString());
        }

        await UntilEmptyAsync(host);
        receiver.Messages.Select(message => message.Key).ShouldBe(ids, ignoreOrder: true);
    }

    [Fact]
    public async Task A_receiver_that_is_down_gets_its_message_when_it_is_up()
    {
        var url = FreeUrl();
        await using var host = await StartAsync();
        var id = await PostAsync(host, $"{url}/internal/jobs");
        await UntilAsync(host, message => message is { Attempts: >= 2, LastError.Length: > 0 });

        await using var receiver = await Receiver.StartAsync((_, _) => Task.FromResult(200), url);
        await UntilEmptyAsync(host);

        receiver.Messages.ShouldHaveSingleItem().Key.ShouldBe(id.ToString());
    }

    [Theory]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(404)]
    public async Task A_message_that_is_not_taken_comes_again_with_the_same_key(int status)
    {
        var tries = 0;
        await using var receiver = await Receiver.StartAsync((_, _) => Task.FromResult(Interlocked.Increment(ref tries) <= 3 ? status : 200));
        await using var host = await StartAsync();

        var id = await PostAsync(host, receiver.Address);
        await UntilEmptyAsync(host);

        receiver.Messages.Select(message => message.Key).ShouldBe(Enumerable.Repeat(id.ToString(), 4));
    }

    [Fact]
    public async Task A_refused_message_is_kept_with_the_reason()
    {
        await using var receiver = await Receiver.StartAsync((_, _) => Task.FromResult(422));
        await using var host = await StartAsync();

        await PostAsync(host, receiver.Address);

        await UntilAsync(host, message => message.Attempts >= 3 && message.LastError == "The receiver answered 422.");
    }

    [Fact]
    public async Task A_receiver_that_hangs_holds_up_nobody_else()
    {
        await using var hanging = await Receiver.StartAsync(static async (_, aborted) =>
        {
            await Task.Delay(Timeout.Infinite, aborted);
            return 200;
        });
        await using var receiver = await Receiver.StartAsync((_, _) => Task.FromResult(200));
        await using var host = await StartAsync(KeyValuePair.Create<string, string?>("Layers:Data:Outbox:Timeout", "00:00:02"));

        await PostAsync(host, hanging.Address);
        var id = await PostAsync(host, receiver.Address);

        await UntilAsync(host, message => message.Attempts >= 1 && message.LastError!.StartsWith("No answer within", StringComparison.Ordinal));
        await Until.TrueAsync(() => !receiver.Messages.IsEmpty, "the other receiver has its message");
        receiver.Messages.Select(static message => message.Key).Distinct().ShouldHaveSingleItem().ShouldBe(id.ToString());
    }

    [Fact]
    public async Task The_delivery_continues_the_writers_trace()
    {
        await using var receiver = await Receiver.StartAsync((_, _) => Task.FromResult(200));
        await using var host = await StartAsync();
        using var writer = new Activity("request").SetIdFormat(ActivityIdFormat.W3C).Start();

        await PostAsync(host, receiver.Address);
        await UntilEmptyAsync(host);

        receiver.Messages.ShouldHaveSingleItem().TraceParent.ShouldStartWith($"00-{writer.TraceId}-");
    }

    [Fact]
    public async Task What_a_process_left_behind_is_delivered_by_the_next()
    {
        await using var receiver = await Receiver.StartAsync((_, _) => Task.FromResult(200));
        Guid id;
        await using (var before = new DataHost<NotesContext>(Settings))
        {
            await before.StartAsync();
            id = await PostAsync(before, receiver.Address);
        }

        await using var host = await StartAsync();
        await UntilEmptyAsync(host);

        receiver.Messages.ShouldHaveSingleItem().Key.ShouldBe(id.ToString());
    }

    [Fact]
    public async Task A_delivery_cut_by_a_stop_comes_again_at_the_next_start()
    {
        var arrived = new TaskCompletionSource();
        Guid id;
        var url = FreeUrl();
        await using (await Receiver.StartAsync(
            async (_, aborted) =>
            {
                arrived.TrySetResult();
                await Task.Delay(Timeout.Infinite, aborted);
                return 200;
            },
            url))
        {
            await using var first = await StartAsync();
            id = await PostAsync(first, $"{url}/internal/jobs");
            await arrived.Task;
            await first.StopAsync();
        }

        await using var receiver = await Receiver.StartAsync((_, _) => Task.FromResult(200), url);
        await using var second = await StartAsync();
        await UntilEmptyAsync(second);

        receiver.Messages.ShouldHaveSingleItem().Key.ShouldBe(id.ToString());
    }

    private async Task<DataHost<NotesContext>> StartAsync(params KeyValuePair<string, string?>[] settings)
    {
        var host = new DataHost<NotesContext>(
            [
                .. Settings,
                new("Layers:Data:Outbox:FirstPause", "00:00:00.010"),
                new("Layers:Data:Outbox:LongestPause", "00:00:00.050"),
                .. settings,
            ],
            static builder => builder.AddOutbox<NotesContext>());
        await host.StartAsync();
        return host;
    }

    private static async Task<Guid> PostAsync(DataHost<NotesContext> host, string address)
    {
        var id = Guid.CreateVersion7();
        return await host.Database.WriteAsync(
            (context, _) =>
            {
                context.Post(id, address, Json, DateTimeOffset.UtcNow);
                return Task.FromResult(id);
            },
            Stop);
    }

    private static Task UntilEmptyAsync(DataHost<NotesContext> host) => UntilAsync(host, static messages => messages.Count == 0);

    private static Task UntilAsync(DataHost<NotesContext> host, Func<OutboxMessage, bool> any) =>
        UntilAsync(host, messages => messages.Any(any));

    private static Task UntilAsync(DataHost<NotesContext> host, Func<List<OutboxMessage>, bool> condition) =>
        Until.TrueAsync(
            async token => condition(await host.Database.ReadAsync((context, inner) => context.Outbox.ToListAsync(inner), token)),
            "the outbox is as expected");

    private static string FreeUrl()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://{listener.LocalEndpoint}";
    }
}
