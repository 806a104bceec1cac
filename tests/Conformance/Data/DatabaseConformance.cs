using DeploymentFlex.Data;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace DeploymentFlex.Conformance.Data;

/// <summary>How every data provider reads and writes.</summary>
public abstract class DatabaseConformance : NotesConformance
{
    [Fact]
    public async Task Nothing_is_kept_of_a_write_that_fails()
    {
        await Should.ThrowAsync<TimeoutException>(Database.WriteAsync<bool>(
            async (context, token) =>
            {
                context.Notes.Add(Note("lost"));
                await context.SaveChangesAsync(token);
                context.Post(Guid.CreateVersion7(), "http://nobody", "{}", DateTimeOffset.UnixEpoch);
                throw new TimeoutException();
            },
            Stop));

        (await TitlesAsync(notes => notes)).ShouldBeEmpty();
        (await OutboxCountAsync()).ShouldBe(0);
        await AddAsync(Note("kept"));
        (await TitlesAsync(notes => notes)).ShouldBe(["kept"]);
    }

    [Fact]
    public async Task Nothing_is_kept_of_a_write_that_breaks_a_constraint()
    {
        await AddAsync(Note("taken"));

        await Should.ThrowAsync<DbUpdateException>(AddAsync(Note("new"), Note("taken")));
        await Should.ThrowAsync<DbUpdateException>(Database.WriteAsync(
            (context, _) => Task.FromResult(context.Add(new NoteLine { Id = Guid.CreateVersion7(), NoteId = Guid.CreateVersion7(), Text = "of none" })), Stop));

        (await TitlesAsync(notes => notes)).ShouldBe(["taken"]);
    }

    [Fact]
    public async Task Writes_of_many_at_once_lose_nothing()
    {
        var note = Note("counter");
        await AddAsync(note);

        await Parallel.ForEachAsync(Enumerable.Range(0, 200), new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Stop }, async (_, token) =>
            await Database.WriteAsync(
                async (context, inner) =>
                {
                    var row = await context.Notes.SingleAsync(inner);
                    await Task.Yield();
                    return row.Number++;
                },
                token));

        (await Database.ReadAsync((context, token) => context.Notes.Select(row => row.Number).SingleAsync(token), Stop)).ShouldBe(200);
    }

    [Fact]
    public async Task Readers_do_not_see_or_wait_for_what_is_not_committed()
    {
        var inside = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        var writing = Database.WriteAsync(
            async (context, token) =>
            {
                context.Notes.Add(Note("open"));
                await context.SaveChangesAsync(token);
                inside.SetResult();
                await go.Task;
                return true;
            },
            Stop);
        await inside.Task;

        (await TitlesAsync(notes => notes)).ShouldBeEmpty();
        go.SetResult();
        await writing;
        (await TitlesAsync(notes => notes)).ShouldBe(["open"]);
    }

    [Fact]
    public async Task One_read_sees_one_state()
    {
        await AddAsync(Note("before"));

        var (first, second) = await Database.ReadAsync(
            async (context, token) =>
            {
                var early = await context.Notes.CountAsync(token);
                await AddAsync(Note("meanwhile"));
                return (early, await context.Notes.CountAsync(token));
            },
            Stop);

        (first, second).ShouldBe((1, 1));
        (await TitlesAsync(notes => notes)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_read_cannot_write() =>
        await Should.ThrowAsync<Exception>(Database.ReadAsync(
            (context, token) =>
            {
                context.Notes.Add(Note("sly"));
                return context.SaveChangesAsync(token);
            },
            Stop));

    [Fact]
    public async Task A_write_that_waits_its_turn_can_be_cancelled()
    {
        var inside = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        var first = Database.WriteAsync(
            async (context, _) =>
            {
                context.Notes.Add(Note("first"));
                inside.SetResult();
                await go.Task;
                return true;
            },
            Stop);
        await inside.Task;
        using var cancel = new CancellationTokenSource();
        var second = Database.WriteAsync((context, token) => Task.FromResult(context.Notes.Add(Note("second"))), cancel.Token);

        await cancel.CancelAsync();
        go.SetResult();

        await Should.ThrowAsync<OperationCanceledException>(second);
        await first;
        (await TitlesAsync(notes => notes)).ShouldBe(["first"]);
    }

    [Fact]
    public async Task A_write_cancelled_at_work_keeps_nothing()
    {
        using var cancel = new CancellationTokenSource();

        await Should.ThrowAsync<OperationCanceledException>(Database.WriteAsync(
            async (context, token) =>
            {
                context.Notes.Add(Note("half"));
                await context.SaveChangesAsync(token);
                await cancel.CancelAsync();
                return true;
            },
            cancel.Token));

        (await TitlesAsync(notes => notes)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_read_cancelled_at_work_is_told_as_such_and_the_next_one_works()
    {
        await AddAsync(Note("kept"));
        using var cancel = new CancellationTokenSource();

        await Should.ThrowAsync<OperationCanceledException>(Database.ReadAsync(
            async (context, token) =>
            {
                await context.Notes.CountAsync(token);
                await cancel.CancelAsync();
                return await context.Notes.CountAsync(token);
            },
            cancel.Token));

        (await TitlesAsync(notes => notes)).ShouldBe(["kept"]);
    }

    [Fact]
    public async Task A_record_and_its_message_are_committed_together()
    {
        var id = Guid.CreateVersion7();
        await Database.WriteAsync(
            (context, _) =>
            {
                context.Notes.Add(Note("with message"));
                context.Post(id, "http://jobs/internal/jobs", """{"id":1}""", DateTimeOffset.UnixEpoch);
                return Task.FromResult(true);
            },
            Stop);

        var message = await Database.ReadAsync((context, token) => context.Outbox.SingleAsync(token), Stop);

        (await TitlesAsync(notes => notes)).Count.ShouldBe(1);
        (message.Id, message.Address, message.Body, message.Attempts).ShouldBe((id, "http://jobs/internal/jobs", """{"id":1}""", 0));
        message.DueAt.ShouldBe(DateTimeOffset.UnixEpoch);
    }

    [Fact]
    public async Task A_large_read_streams_while_writes_go_on()
    {
        const int count = 20_000;
        await AddAsync([.. Enumerable.Range(0, count).Select(i => Note($"{i:00000}"))]);

        var seen = await Database.ReadAsync(
            async (context, token) =>
            {
                var rows = 0;
                await foreach (var note in context.Notes.OrderBy(note => note.Title).AsAsyncEnumerable().WithCancellation(token))
                {
                    if (rows++ == 10)
                    {
                        await AddAsync(Note("written while reading"));
                    }
                }

                return rows;
            },
            Stop);

        seen.ShouldBe(count);
    }

    private Task<int> OutboxCountAsync() => Database.ReadAsync((context, token) => context.Outbox.CountAsync(token), Stop);
}
