using DeploymentFlex.Data;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace DeploymentFlex.Conformance.Data;

/// <summary>What every data provider does. A provider's class names its settings; each test has a database of its own.</summary>
public abstract class DatabaseConformance : IAsyncLifetime
{
    private DataHost<NotesContext> _host = null!;

    protected IDatabase<NotesContext> Database => _host.Database;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Settings that lead to an empty database.</summary>
    protected abstract IEnumerable<KeyValuePair<string, string?>> Settings { get; }

    public virtual async ValueTask InitializeAsync()
    {
        _host = new DataHost<NotesContext>(Settings);
        await _host.StartAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_was_written_is_read_in_every_kind_of_column()
    {
        var written = new Note
        {
            Id = Guid.CreateVersion7(),
            Title = "Größe 大きさ \0 '\"",
            At = new DateTimeOffset(2026, 11, 21, 2, 0, 0, TimeSpan.FromHours(5)).AddTicks(1),
            Took = TimeSpan.FromTicks(12_345_678_901),
            Day = DayOfWeek.Thursday,
            Number = long.MinValue,
            Share = 0.1,
            IsDone = true,
            Lines = { new NoteLine { Id = Guid.CreateVersion7(), Text = "first" } },
        };
        await AddAsync(written);

        var read = await Database.ReadAsync((context, token) => context.Notes.Include(note => note.Lines).SingleAsync(token), Stop);

        read.ShouldBeEquivalentTo(written);
        read.At.ShouldBe(written.At);
        read.At.Offset.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task Times_are_compared_and_ordered_across_offsets()
    {
        var early = Note("early");
        early.At = new DateTimeOffset(2026, 1, 1, 9, 0, 0, TimeSpan.FromHours(8));
        var late = Note("late");
        late.At = new DateTimeOffset(2026, 1, 1, 2, 0, 0, TimeSpan.Zero);
        await AddAsync(late, early);

        var between = early.At.AddMinutes(30);
        (await TitlesAsync(notes => notes.OrderBy(note => note.At))).ShouldBe(["early", "late"]);
        (await TitlesAsync(notes => notes.Where(note => note.At > between))).ShouldBe(["late"]);
    }

    [Fact]
    public async Task Version_7_ids_are_ordered_by_their_time()
    {
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var notes = Enumerable.Range(0, 50).Select(i => new Note { Id = Guid.CreateVersion7(start.AddMilliseconds(i * 300)), Title = $"{i:00}" }).ToArray();
        await AddAsync([.. notes.Reverse()]);

        (await TitlesAsync(all => all.OrderBy(note => note.Id))).ShouldBe(notes.Select(note => note.Title));
        var middle = notes[25].Id;
        (await TitlesAsync(all => all.Where(note => note.Id > middle).OrderBy(note => note.Id))).ShouldBe(notes.Skip(26).Select(note => note.Title));
    }

    [Fact]
    public async Task Enums_are_found_by_their_value()
    {
        await AddAsync(new Note { Id = Guid.CreateVersion7(), Title = "a", Day = DayOfWeek.Friday }, Note("b"));

        (await TitlesAsync(notes => notes.Where(note => note.Day == DayOfWeek.Friday))).ShouldBe(["a"]);
    }

    [Fact]
    public async Task A_child_added_to_a_record_that_was_read_is_inserted()
    {
        var note = Note("parent");
        await AddAsync(note);

        await Database.WriteAsync(
            async (context, token) =>
            {
                var parent = await context.Notes.SingleAsync(row => row.Id == note.Id, token);
                parent.Lines.Add(new NoteLine { Id = Guid.CreateVersion7(), Text = "child" });
                return true;
            },
            Stop);

        (await Database.ReadAsync((context, token) => context.Notes.Select(row => row.Lines.Count).SingleAsync(token), Stop)).ShouldBe(1);
    }

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

    private static Note Note(string title) => new() { Id = Guid.CreateVersion7(), Title = title };

    private Task<bool> AddAsync(params Note[] notes) =>
        Database.WriteAsync(
            (context, _) =>
            {
                context.Notes.AddRange(notes);
                return Task.FromResult(true);
            },
            Stop);

    private Task<List<string>> TitlesAsync(Func<IQueryable<Note>, IQueryable<Note>> query) =>
        Database.ReadAsync((context, token) => query(context.Notes).Select(note => note.Title).ToListAsync(token), Stop);

    private Task<int> OutboxCountAsync() => Database.ReadAsync((context, token) => context.Outbox.CountAsync(token), Stop);
}
