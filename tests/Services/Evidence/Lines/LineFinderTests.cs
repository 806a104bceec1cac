using System.Text;
using DeploymentFlex.Conformance.Time;
using DeploymentFlex.Files;
using DeploymentFlex.Services.Evidence;
using DeploymentFlex.Services.Evidence.Lines;
using Microsoft.Extensions.Options;

namespace DeploymentFlex.Services.Tests.Evidence.Lines;

public sealed class LineFinderTests
{
    [Fact]
    public async Task Hits_are_found_one_after_the_other_whatever_their_case()
    {
        const string text = "Disk full\nall well\r\nthe DISK is full\n\nno\ndisk";
        (await FindAsync(text, "disk")).ShouldBe(new FindAnswer(new FindHit(1, 1, "Disk full"), 1, true));
        (await FindAsync(text, "disk", after: 1)).ShouldBe(new FindAnswer(new FindHit(3, 5, "the DISK is full"), 3, true));
        (await FindAsync(text, "disk", after: 3)).ShouldBe(new FindAnswer(new FindHit(6, 1, "disk"), 6, true));
        (await FindAsync(text, "disk", after: 6)).ShouldBe(new FindAnswer(null, 6, true));
        (await FindAsync(text, "well\r")).ShouldBe(new FindAnswer(new FindHit(2, 5, "all well"), 2, true));
        (await FindAsync(text, "nowhere")).ShouldBe(new FindAnswer(null, 6, true));
        (await FindAsync(text, "disk", after: 7000)).ShouldBe(new FindAnswer(null, 6, true));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("iso-8859-1")]
    public async Task Letters_beyond_ASCII_are_found_in_every_encoding(string encoding)
    {
        var writer = Encoding.GetEncoding(encoding);
        byte[] bytes = [.. writer.GetPreamble(), .. writer.GetBytes("eins\nzwei\nTÜR zu")];
        (await FindAsync(bytes, "tür")).ShouldBe(new FindAnswer(new FindHit(3, 1, "TÜR zu"), 3, true));
    }

    [Fact]
    public async Task A_byte_order_mark_counts_for_no_column()
    {
        (await FindAsync([0xEF, 0xBB, 0xBF, .. "abc"u8], "b"))!.Hit.ShouldBe(new FindHit(1, 2, "abc"));
        (await FindAsync([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("abc")], "b"))!.Hit.ShouldBe(new FindHit(1, 2, "abc"));
    }

    [Fact]
    public async Task A_hit_deep_in_a_long_line_is_found_with_what_is_around_it()
    {
        var text = $"one\n{new string('x', 10_000_000)}needle{new string('y', 5000)}\nthree needle";
        var answer = (await FindAsync(text, "NEEDLE"))!;
        answer.Hit!.Line.ShouldBe(2);
        answer.Hit.Column.ShouldBe(10_000_001);
        answer.Hit.Text.ShouldBe($"{new string('x', 1024)}needle{new string('y', 1024)}");
        (await FindAsync(text, "needle", after: 2))!.Hit!.Line.ShouldBe(3);
    }

    [Fact]
    public async Task What_a_line_holds_behind_the_bound_is_passed_over_and_the_search_goes_on()
    {
        var text = $"one\n{new string('x', (2 * LineFinder.MaxLineBytes) + 7)}needle\nthree needle";
        (await FindAsync(text, "needle"))!.Hit!.Line.ShouldBe(3);
    }

    [Fact]
    public async Task When_the_time_is_up_it_says_how_far_it_got_and_goes_on_from_there()
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("a line of a log\n", 500_000)) + "needle");
        var time = new ManualTime();
        var files = new SlowFiles(new MemoryFiles(bytes), time);
        var index = LineReaderTests.Build(bytes);
        var finder = new LineFinder(files, Options.Create(new EvidenceOptions()), time);
        FindAnswer answer;
        var (rounds, after) = (0, 0L);
        do
        {
            answer = (await finder.FindAsync("key", index, "needle", after, CancellationToken.None))!;
            answer.ScannedTo.ShouldBeGreaterThan(after);
            (after, rounds) = (answer.ScannedTo, rounds + 1);
        }
        while (!answer.Done);

        answer.Hit!.Line.ShouldBe(500_001);
        rounds.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task Bytes_of_any_kind_are_searched_without_failing()
    {
        var random = new Random(7);
        for (var round = 0; round < 50; round++)
        {
            var bytes = new byte[random.Next(1, 5000)];
            random.NextBytes(bytes);
            byte[] all = [.. bytes, .. "\nneedle"u8];
            var answer = (await FindAsync(all, "needle"))!;
            answer.Done.ShouldBeTrue();
            if (LineReaderTests.Build(all).Encoding is LineEncoding.Utf8)
            {
                answer.Hit!.Line.ShouldBe(all.Count(static value => value == '\n') + 1);
            }
        }
    }

    private static Task<FindAnswer?> FindAsync(string text, string query, long after = 0) =>
        FindAsync(Encoding.UTF8.GetBytes(text), query, after);

    private static Task<FindAnswer?> FindAsync(byte[] bytes, string query, long after = 0) =>
        new LineFinder(new MemoryFiles(bytes), Options.Create(new EvidenceOptions()), new ManualTime())
            .FindAsync("key", LineReaderTests.Build(bytes), query, after, CancellationToken.None);

    /// <summary>Lets time pass with each file that is opened, so that one search gets no further than one block.</summary>
    private sealed class SlowFiles(MemoryFiles inner, ManualTime time) : IFileStore
    {
        public ValueTask<Stream?> OpenReadAsync(string key, long offset, long? length, CancellationToken cancellationToken)
        {
            time.Advance(TimeSpan.FromSeconds(2));
            return inner.OpenReadAsync(key, offset, length, cancellationToken);
        }

        public ValueTask<StoredFile> WriteAsync(string key, Stream content, long? expectedLength, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<StoredFile?> FindAsync(string key, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<bool> DeleteAsync(string key, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<FilePage> ListAsync(string? prefix, string? cursor, int limit, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
