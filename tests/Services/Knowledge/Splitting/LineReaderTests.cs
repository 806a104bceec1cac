using DeploymentFlex.Services.Knowledge.Splitting;

namespace DeploymentFlex.Services.Tests.Knowledge.Splitting;

public sealed class LineReaderTests
{
    [Theory]
    [InlineData("a\nb\n")]
    [InlineData("a\r\nb\r\n")]
    [InlineData("a\r\nb")]
    [InlineData("a\r\r\nb\r")]
    public async Task A_line_ends_with_LF_or_CRLF(string text) =>
        (await ReadAsync(text)).ShouldBe([new SourceLine(1, "a", false), new SourceLine(2, "b", false)]);

    [Fact]
    public async Task A_lone_CR_divides_a_line_and_does_not_count() =>
        (await ReadAsync("10%\r20%\r\ndone\n"))
            .ShouldBe([new SourceLine(1, "10%", false), new SourceLine(1, "20%", false), new SourceLine(2, "done", false)]);

    [Theory]
    [InlineData(16 * 1024)]
    [InlineData((16 * 1024) - 1)]
    public async Task A_CR_at_the_end_of_the_buffer_divides_as_anywhere_else(int length)
    {
        var first = new string('x', length - 1);

        var lines = await ReadAsync($"{first}\ry\r\nz", maxLength: 32 * 1024);

        lines.ShouldBe([new SourceLine(1, first, false), new SourceLine(1, "y", false), new SourceLine(2, "z", false)]);
    }

    [Fact]
    public async Task Blank_lines_count() =>
        (await ReadAsync("\n\nc")).ShouldBe([new SourceLine(1, "", false), new SourceLine(2, "", false), new SourceLine(3, "c", false)]);

    [Fact]
    public async Task A_line_of_ten_megabytes_is_cut_and_the_next_one_read()
    {
        var lines = await ReadAsync($"{new string('x', 10 * 1024 * 1024)}\nnext\n");

        lines.Count.ShouldBe(2);
        lines[0].IsCut.ShouldBeTrue();
        lines[0].Text.Length.ShouldBe(Entries.MaxLineLength);
        lines[1].ShouldBe(new SourceLine(2, "next", false));
    }

    private static async Task<List<SourceLine>> ReadAsync(string text, int maxLength = Entries.MaxLineLength)
    {
        var reader = new LineReader(new StringReader(text), maxLength);
        var lines = new List<SourceLine>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken) is { } line)
        {
            lines.Add(line);
        }

        return lines;
    }
}
