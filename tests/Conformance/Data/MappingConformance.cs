using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace DeploymentFlex.Conformance.Data;

/// <summary>What the mappings of <see cref="DeploymentFlex.Data.ServiceDbContext"/> mean on every provider.</summary>
public abstract class MappingConformance : NotesConformance
{
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
}
