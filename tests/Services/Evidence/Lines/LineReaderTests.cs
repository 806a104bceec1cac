using System.Text;
using DeploymentFlex.Services.Evidence.Lines;

namespace DeploymentFlex.Services.Tests.Evidence.Lines;

public sealed class LineReaderTests
{
    [Theory]
    [InlineData("utf-8", 1)]
    [InlineData("utf-8", 2)]
    [InlineData("utf-16", 3)]
    [InlineData("utf-16BE", 4)]
    public async Task Every_line_is_read_as_it_was_written_from_wherever_reading_starts(string encoding, int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 20; round++)
        {
            var expected = Enumerable.Range(0, random.Next(1, 400)).Select(_ => Text(random)).ToArray();
            var ends = random.Next(2) == 0 ? "\n" : "\r\n";
            var writer = Encoding.GetEncoding(encoding);
            byte[] bytes = [.. writer.GetPreamble(), .. writer.GetBytes(string.Join(ends, expected) + ends)];
            var index = Build(bytes, random, firstDistance: 256, maxMarks: 16);
            index = LineIndex.FromBytes(index.ToBytes());
            index.Total.ShouldBe(expected.Length);

            var from = random.Next(1, expected.Length + 1);
            var page = (await new LineReader(new MemoryFiles(bytes)).ReadAsync("key", index, from, 1000, CancellationToken.None))!;
            page.Lines.Select(static line => line.Text).ShouldBe(expected[(from - 1)..]);
            page.Lines.Select(static line => line.Number).ShouldBe(Enumerable.Range(from, expected.Length - from + 1).Select(static number => (long)number));
            page.End.ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("a", 1)]
    [InlineData("a\n", 1)]
    [InlineData("a\nb", 2)]
    [InlineData("\n", 1)]
    [InlineData("\n\n", 2)]
    [InlineData("a\rb\r\n", 1)]
    public void Lines_are_counted_by_their_line_feeds(string text, long expected) =>
        Build(Encoding.UTF8.GetBytes(text)).Total.ShouldBe(expected);

    [Fact]
    public async Task A_line_is_reached_by_reading_no_more_of_a_large_file_than_of_a_small_one()
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(1, 1_000_000).Select(static number => $"{number} some text of a log\n")));
        var index = Build(bytes);
        foreach (var from in new[] { 1, 500_000, 999_990 })
        {
            var files = new MemoryFiles(bytes);
            var page = (await new LineReader(files).ReadAsync("key", index, from, 10, CancellationToken.None))!;
            page.Lines[0].Text.ShouldBe($"{from} some text of a log");
            files.BytesRead.ShouldBeLessThan(512 * 1024);
        }

        index.ToBytes().Length.ShouldBeLessThan(64 * 1024);
    }

    [Fact]
    public async Task A_long_line_is_cut_and_its_rest_not_read()
    {
        byte[] bytes = [.. "first\n"u8, .. Encoding.UTF8.GetBytes(new string('ä', 5_000_000)), .. "\nlast"u8];
        var files = new MemoryFiles(bytes);
        var page = (await new LineReader(files).ReadAsync("key", Build(bytes), 1, 10, CancellationToken.None))!;
        page.Lines.Select(static line => line.Truncated).ShouldBe([null, true, null]);
        page.Lines[1].Text.ShouldBe(new string('ä', LineReader.MaxLineBytes / 2));
        page.Lines[2].ShouldBe(new LineAnswer(3, "last"));
        files.BytesRead.ShouldBeLessThan(1024 * 1024);
    }

    [Fact]
    public async Task A_line_is_cut_between_characters()
    {
        byte[] bytes = [.. "x"u8, .. Encoding.UTF8.GetBytes(new string('ä', 100_000))];
        var page = (await new LineReader(new MemoryFiles(bytes)).ReadAsync("key", Build(bytes), 1, 1, CancellationToken.None))!;
        page.Lines[0].Text.ShouldBe("x" + new string('ä', (LineReader.MaxLineBytes / 2) - 1));
    }

    [Fact]
    public async Task A_page_of_long_lines_is_bounded_and_says_that_more_follow()
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(new string('a', 60_000) + "\n", 500)));
        var page = (await new LineReader(new MemoryFiles(bytes)).ReadAsync("key", Build(bytes), 1, 1000, CancellationToken.None))!;
        page.Lines.Count.ShouldBeLessThan(80);
        page.End.ShouldBeFalse();
        page.Total.ShouldBe(500);
    }

    [Fact]
    public async Task A_line_that_is_not_UTF_8_is_read_as_Latin_1_and_the_others_are_not()
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. "grün\n"u8, .. Encoding.Latin1.GetBytes("grün\n"), 0, 0xFF, 0xC3];
        var page = (await new LineReader(new MemoryFiles(bytes)).ReadAsync("key", Build(bytes), 1, 10, CancellationToken.None))!;
        page.Lines.Select(static line => line.Text).ShouldBe(["grün", "grün", "\0ÿÃ"]);
    }

    internal static LineIndex Build(byte[] bytes, Random? random = null, long firstDistance = 64 * 1024, int maxMarks = LineIndex.MaxMarks)
    {
        var builder = new LineIndexBuilder(firstDistance, maxMarks);
        for (var offset = 0; offset < bytes.Length;)
        {
            var count = Math.Min(random?.Next(1, 50) ?? 100_000, bytes.Length - offset);
            builder.Add(bytes.AsSpan(offset, count));
            offset += count;
        }

        return builder.Build();
    }

    // With letters whose UTF-16 has the byte of a line feed in it.
    private static string Text(Random random) => string.Concat(Enumerable.Range(0, random.Next(0, 40)).Select(_ => "ab ä€Ċ\u0A00\u0A0A"[random.Next(8)]));
}
